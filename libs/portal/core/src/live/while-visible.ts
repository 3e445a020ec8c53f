import { DestroyRef, effect, inject, untracked } from '@angular/core';

/**
 * Calls `look` every `everyMs` milliseconds while the page is visible and `wanted` says so; once at once
 * when the page becomes visible again. Must be called in an injection context.
 */
export function whileVisible(everyMs: number, wanted: () => boolean, look: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const start = () => {
    stop();
    if (document.visibilityState === 'visible' && untracked(wanted))
      timer = setInterval(look, everyMs);
  };
  const visibilityChanged = () => {
    if (document.visibilityState === 'visible' && untracked(wanted)) look();
    start();
  };
  effect(() => {
    wanted();
    start();
  });
  document.addEventListener('visibilitychange', visibilityChanged);
  inject(DestroyRef).onDestroy(() => {
    stop();
    document.removeEventListener('visibilitychange', visibilityChanged);
  });
}
