import { DestroyRef, InjectionToken, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** The present, epoch ms, moving once a second while the page is visible. Specs provide their own. */
export const NOW = new InjectionToken<Signal<number>>('now', {
  providedIn: 'root',
  factory: () => {
    const now = signal(Date.now());
    const tick = () => {
      if (document.visibilityState === 'visible') now.set(Date.now());
    };
    const timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
    return now.asReadonly();
  },
});
