import { Injector, Service, computed, inject, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { Role } from '@waybill/contracts';
import { preferenceEvents, preferencesFeature } from '../preferences/preferences.ts';
import { sessionFeature } from '../session/session-feature.ts';

const storageKey = 'waybill.tour';

/** Offers the tour of the person's role until it was seen, remembers where it was left, and begins it again. */
@Service()
export class Tours {
  private readonly store = inject(Store);
  private readonly injector = inject(Injector);
  private readonly roles = this.store.selectSignal(sessionFeature.selectRoles);
  private readonly seen = this.store.selectSignal(preferencesFeature.selectToursSeen);
  /** Only the hub knows what was seen; until it has answered nothing is offered. */
  private readonly known = this.store.selectSignal(preferencesFeature.selectKnown);
  private readonly postponed = signal(false);
  private readonly left = signal(leftAt());

  /** Whose tour it is; null for who has no role. */
  readonly role = computed<Role | null>(() => this.roles()[0] ?? null);
  private readonly name = computed(() => `role-${this.role() ?? 'none'}`);
  readonly offered = computed(
    () =>
      this.known() &&
      this.role() !== null &&
      !this.postponed() &&
      !this.seen().includes(this.name()),
  );
  /** How many steps were taken of a tour that was left. */
  readonly stepsTaken = computed(() => (this.left().name === this.name() ? this.left().step : 0));

  /** From where it was left, or from its beginning. */
  async begin(from: 'start' | 'where it was left'): Promise<void> {
    const role = this.role();
    if (role === null) return;
    this.postponed.set(true);
    const { runTour } = await import('./tour-run.ts');
    runTour(this.injector, role, from === 'start' ? 0 : this.stepsTaken(), {
      reached: (step) => {
        this.remember(step);
      },
      ended: () => {
        this.remember(0);
        this.never();
      },
    });
  }

  /** Not now; it is offered again with the next visit. */
  later(): void {
    this.postponed.set(true);
  }

  /** Not again by itself; it can still be begun. */
  never(): void {
    if (this.seen().includes(this.name())) return;
    const toursSeen = [...this.seen(), this.name()];
    this.store.dispatch(preferenceEvents.changed({ change: { toursSeen } }));
  }

  private remember(step: number): void {
    this.left.set({ name: this.name(), step });
    localStorage.setItem(storageKey, JSON.stringify(this.left()));
  }
}

function leftAt(): { readonly name: string; readonly step: number } {
  const nowhere = { name: '', step: 0 };
  try {
    const kept: { name?: unknown; step?: unknown } = JSON.parse(
      localStorage.getItem(storageKey) ?? '{}',
    );
    const { name, step } = kept;
    return typeof name === 'string' && typeof step === 'number' ? { name, step } : nowhere;
  } catch {
    // Storage is forbidden or holds something else's text.
    return nowhere;
  }
}
