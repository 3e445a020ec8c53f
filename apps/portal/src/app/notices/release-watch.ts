import { DestroyRef, InjectionToken, Service, inject, isDevMode, signal } from '@angular/core';
import { NavigationError, Router } from '@angular/router';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { whileVisible } from '@waybill/portal-core';
import { filter } from 'rxjs';
import { registerWorker } from './register-worker.ts';

const lookEveryMs = 60_000;
const lostPart = /dynamically imported module|importing a module script|error loading/i;

/** What the page is started by; its name tells one release from every other. Undefined where it has no hash, as in development. */
export const OWN_SCRIPT = new InjectionToken<string | undefined>('own script', {
  providedIn: 'root',
  factory: () =>
    document
      .querySelector('script[src^="main-"]')
      ?.getAttribute('src')
      ?.match(/^main-\w{8}\.js$/)?.[0],
});

/** Whether the host has another release than the one that runs here, and whether this one is still whole. */
@Service()
export class ReleaseWatch {
  private readonly own = inject(OWN_SCRIPT);
  private readonly found = signal(false);
  private readonly missing = signal(false);
  private worker: Promise<ServiceWorkerRegistration | null> = Promise.resolve(null);

  /** Another release is there: its answers may have changed shape. */
  readonly isReady = this.found.asReadonly();
  /** A part of this release could not be had when it was wanted. */
  readonly isBroken = this.missing.asReadonly();

  constructor() {
    if (!isDevMode()) this.worker = registerWorker();
    whileVisible(
      lookEveryMs,
      () => !this.found(),
      () => void this.look(),
    );
    const lookNow = () => void this.look();
    addEventListener('online', lookNow);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', lookNow);
    });
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationError),
        filter(({ error }) => lostPart.test(String(error))),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.missing.set(true);
      });
  }

  private async look(): Promise<void> {
    if (!this.own || this.found()) return;
    try {
      const response = await fetch('/index.html', { cache: 'no-cache' });
      if (!response.ok || (await response.text()).includes(this.own)) return;
      this.found.set(true);
      await (await this.worker)?.update();
    } catch {
      // Offline, or the host is being replaced at this very moment: the next look tells.
    }
  }
}
