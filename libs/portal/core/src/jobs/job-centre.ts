import { HttpClient } from '@angular/common/http';
import { Service, computed, inject, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { JobStats } from '@waybill/contracts';
import { whileVisible } from '../live/while-visible.ts';
import { sessionFeature } from '../session/session-feature.ts';
import { jobsFeature } from './jobs.ts';

const lookWhileBusyMs = 3_000;
const lookWhileIdleMs = 30_000;
/** The screen itself comes first. */
const firstLookAfterMs = 1_500;

/** How many jobs of the signed-in person are under way, on the server and in this browser, and how many ended unseen. */
@Service()
export class JobCentre {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  private readonly permissions = this.store.selectSignal(sessionFeature.selectPermissions);
  private readonly here = this.store.selectSignal(jobsFeature.selectRunning);
  private readonly stats = signal<JobStats | null>(null);

  /** Jobs that have ended and were not looked at since. */
  readonly unseen = computed(() => this.stats()?.unseen ?? 0);
  readonly running = computed(() => {
    const states = this.stats()?.states;
    return (states ? states.running + states.queued : 0) + this.here().length;
  });

  constructor() {
    const look = () => {
      this.look();
    };
    whileVisible(lookWhileBusyMs, () => this.running() > 0, look);
    whileVisible(lookWhileIdleMs, () => this.running() === 0, look);
    setTimeout(look, firstLookAfterMs);
  }

  /** At once, since something was started, cancelled or seen. */
  look(): void {
    if (!this.permissions()?.includes('jobs:read')) return;
    this.http.get<JobStats>('/bff/api/job-stats').subscribe({
      next: (stats) => {
        this.stats.set(stats);
      },
      // The next look may succeed; the page says by itself when it is offline.
      error: () => undefined,
    });
  }
}
