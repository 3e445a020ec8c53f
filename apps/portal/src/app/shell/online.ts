import { DestroyRef, Service, inject, signal } from '@angular/core';

/** Whether the browser believes it has a network. */
@Service()
export class Online {
  readonly online = signal(navigator.onLine);

  constructor() {
    const look = () => {
      this.online.set(navigator.onLine);
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    });
  }
}
