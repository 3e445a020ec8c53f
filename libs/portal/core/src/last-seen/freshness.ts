import { DestroyRef, Service, computed, inject, signal } from '@angular/core';

/** Whether what is on the screen is what the hub has now, as far as can be known here. */
@Service()
export class Freshness {
  private readonly hasNetwork = signal(navigator.onLine);
  private readonly old = signal<readonly number[]>([]);

  /** Whether the browser believes that it has a network. */
  readonly online = this.hasNetwork.asReadonly();
  /** When the oldest answer that is shown and not fresh came from the hub, epoch ms; null while all are. */
  readonly oldest = computed(() => (this.old().length === 0 ? null : Math.min(...this.old())));
  /** That the sign-in service is away: felt by calls already, or ahead because the sign-in cannot be renewed; null while it is there. */
  readonly signInTrouble = signal<'felt' | 'ahead' | null>(null);
  /** Why nothing is done and nothing decided now, in a sentence. */
  readonly standstill = computed(() => {
    if (!this.online()) return 'You are offline. This waits until the hub can be reached.';
    return this.oldest() === null ? null : 'What you see is old. This waits until it is renewed.';
  });

  constructor() {
    const look = () => {
      this.hasNetwork.set(navigator.onLine);
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    });
  }

  /** An answer of that time is shown for as long as the result is not unsubscribed. */
  show(at: number): { unsubscribe: () => void } {
    this.old.update((times) => [...times, at]);
    return {
      unsubscribe: () => {
        this.old.update((times) => times.toSpliced(times.indexOf(at), 1));
      },
    };
  }
}
