import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import { Permissions } from '@waybill/portal-core';
import {
  EmptyState,
  ProblemPanel,
  Refusal,
  Skeleton,
  counted,
  signedFigure,
} from '@waybill/portal-ui';
import { BulkPlanCard } from './bulk-plan-card.ts';
import { NewReplay } from './new-replay.ts';
import { PlanCard } from './plan-card.ts';
import { ReplayChoices } from './replay-choices.ts';
import { readWish } from './replay-wish.ts';
import { StartForm } from './start-form.ts';
import type { Terms } from './start-form.ts';

/** A replay in three steps: what and by which rules, what that would do, and why. Nothing is booked before the last. */
@Component({
  selector: 'wb-new-replay-page',
  imports: [
    BulkPlanCard,
    EmptyState,
    PlanCard,
    ProblemPanel,
    Refusal,
    ReplayChoices,
    RouterLink,
    Skeleton,
    StartForm,
  ],
  providers: [NewReplay],
  templateUrl: './new-replay-page.html',
  styleUrl: '../ui/replay-screen.scss',
})
export class NewReplayPage {
  /** From the address; `readWish` says what each means. */
  readonly run = input<string>();
  readonly runs = input<string>();
  readonly rows = input<string>();
  readonly rules = input<string>();
  readonly canary = input<string>();
  readonly plan = input<string>();
  readonly bulkPlan = input<string>();
  readonly partner = input<string>();
  readonly feed = input<string>();
  readonly state = input<string>();
  readonly ruleVersion = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly q = input<string>();

  private readonly router = inject(Router);
  private readonly permissions = inject(Permissions);

  protected readonly planning = inject(NewReplay);
  protected readonly planRefusal = computed(
    () =>
      this.permissions.refusal('replays:plan') ??
      (this.planning.count() === 0 ? 'No run matches this query.' : null) ??
      (this.planning.count() === null ? 'The runs are still being counted.' : null),
  );
  /** One plan that can be carried out: with what its button says. */
  protected readonly startable = computed(() => {
    const plan = this.planning.plan();
    if (plan?.state === 'ready' && plan.effects) {
      const label = `Replay ${counted(plan.rowsRead, 'row')}`;
      const figures = `${signedFigure(plan.effects.pointsDelta)} points.`;
      return { id: plan.id, label, figures, many: false };
    }
    const bulk = this.planning.bulkPlan();
    if (bulk?.state !== 'ready' || bulk.runs.planned === 0) return null;
    const label = `Start with ${counted(Math.min(bulk.canary, bulk.runs.planned), 'run')}`;
    const { planned } = bulk.runs;
    const figures = `${counted(planned, 'run')}, ${signedFigure(bulk.effects.pointsDelta)} points in all.`;
    return { id: bulk.id, label, figures, many: true };
  });
  protected readonly hasPlan = computed(
    () => this.planning.wish().plan !== null || this.planning.wish().bulkPlan !== null,
  );

  constructor() {
    effect(() => {
      this.planning.wish.set(
        readWish({
          run: this.run(),
          runs: this.runs(),
          rows: this.rows(),
          rules: this.rules(),
          canary: this.canary(),
          plan: this.plan(),
          bulkPlan: this.bulkPlan(),
          partner: this.partner(),
          feed: this.feed(),
          state: this.state(),
          ruleVersion: this.ruleVersion(),
          from: this.from(),
          to: this.to(),
          q: this.q(),
        }),
      );
    });
  }

  /** Choices go into the address; another choice makes the plan meaningless. */
  protected choose(change: Params): void {
    const queryParams = { plan: null, bulkPlan: null, ...change };
    const options = { queryParams, queryParamsHandling: 'merge', replaceUrl: true } as const;
    void this.router.navigate([], options);
  }

  protected async makePlan(): Promise<void> {
    const made = await this.planning.makePlan();
    if (made) this.choose(made);
  }

  protected async start({ reason, afterCanary, limits }: Terms): Promise<void> {
    const plan = this.planning.plan();
    const bulkPlan = this.planning.bulkPlan();
    if (plan) {
      const replay = await this.planning.carryOut(plan, reason);
      if (replay) await this.router.navigate(['/replays', replay.id]);
    } else if (bulkPlan) {
      const terms = { reason, afterCanary, limits };
      const bulk = await this.planning.carryOutMany(bulkPlan, terms);
      if (bulk) await this.router.navigate(['/replays/bulk', bulk.id]);
    }
  }
}
