import { HttpClient } from '@angular/common/http';
import { DestroyRef, Service, inject, signal } from '@angular/core';
import type { Replay, ReplayPlan } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';

const lookEveryMs = 800;

export interface ReplayChoice {
  readonly rows: 'all' | 'failed';
  readonly rules: 'original' | 'current';
}

/** A replay from choice to plan to booking; the plan is worked out by the hub and looked at until it is ready. */
@Service({ autoProvided: false })
export class ReplayPlanning {
  private readonly http = inject(HttpClient);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly plan = signal<ReplayPlan | null>(null);
  readonly problem = signal<PortalProblem | null>(null);
  readonly busy = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.forget();
    });
  }

  async makePlan(run: string, choice: ReplayChoice): Promise<void> {
    this.forget();
    this.busy.set(true);
    try {
      const headers = { 'Idempotency-Key': crypto.randomUUID() };
      const body = { run, ...choice };
      const plan = await firstValueFrom(
        this.http.post<ReplayPlan>('/bff/api/replay-plans', body, { headers }),
      );
      this.plan.set(plan);
      this.lookAgain(plan);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
    this.busy.set(false);
  }

  /** Carries the plan out. Null when it was refused; `problem` then says why. */
  async carryOut(plan: ReplayPlan, reason: string): Promise<Replay | null> {
    this.problem.set(null);
    // The plan can be used once, so its own id is the key: pressing twice replays once.
    const headers = { 'Idempotency-Key': `replay-${plan.id}` };
    try {
      return await firstValueFrom(
        this.http.post<Replay>('/bff/api/replays', { plan: plan.id, reason }, { headers }),
      );
    } catch (error) {
      this.problem.set(toProblem(error));
      return null;
    }
  }

  forget(): void {
    clearTimeout(this.timer);
    this.plan.set(null);
    this.problem.set(null);
  }

  private lookAgain({ id, state }: Pick<ReplayPlan, 'id' | 'state'>): void {
    if (state !== 'computing') return;
    this.timer = setTimeout(() => {
      this.http.get<ReplayPlan>(`/bff/api/replay-plans/${encodeURIComponent(id)}`).subscribe({
        next: (plan) => {
          this.plan.set(plan);
          this.problem.set(null);
          this.lookAgain(plan);
        },
        error: (error: unknown) => {
          const problem = toProblem(error);
          this.problem.set(problem);
          if (problem.retryable) this.lookAgain({ id, state });
        },
      });
    }, lookEveryMs);
  }
}
