import { DestroyRef, Service, inject, signal } from '@angular/core';

/** Only some browsers have it; lib.dom does not. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Whether the browser would install the portal as an application; it is offered in the user menu and never by itself. */
@Service()
export class InstallOffer {
  private readonly offered = signal<InstallPromptEvent | null>(null);
  readonly offer = this.offered.asReadonly();

  constructor() {
    const keep = (event: Event) => {
      event.preventDefault();
      this.offered.set(event as InstallPromptEvent);
    };
    const drop = () => {
      this.offered.set(null);
    };
    addEventListener('beforeinstallprompt', keep);
    addEventListener('appinstalled', drop);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('beforeinstallprompt', keep);
      removeEventListener('appinstalled', drop);
    });
  }

  /** An event can be used once; the browser sends another when it was declined. */
  async install(): Promise<void> {
    const event = this.offered();
    this.offered.set(null);
    await event?.prompt();
  }
}
