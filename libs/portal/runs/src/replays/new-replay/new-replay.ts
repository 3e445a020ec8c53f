import { HttpClient, httpResource } from '@angular/common/http';
import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type {
  BulkReplay,
  BulkReplayPlan,
  Feed,
  Replay,
  ReplayPlan,
  Run,
  RunStats,
} from '@waybill/contracts';
import { toProblem, whileVisible } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';
import { readWish } from './replay-wish.ts';
import type { ReplayWish } from './replay-wish.ts';

const lookEveryMs = 800;
const api = '/bff/api';

/** A replay from choice to plan to booking. What was chosen and which plan came of it stand in the address, so nothing gets lost. */
@Service({ autoProvided: false })
export class NewReplay {
  private readonly http = inject(HttpClient);

  readonly wish = signal<ReplayWish>(readWish({}));
  readonly problem = signal<PortalProblem | null>(null);
  readonly busy = signal(false);

  private readonly runAnswer = httpResource<Run>(() => {
    const { what } = this.wish();
    return what?.kind === 'run' ? `${api}/runs/${encodeURIComponent(what.run)}` : undefined;
  });
  readonly run = computed(() => (this.runAnswer.hasValue() ? this.runAnswer.value() : null));
  private readonly feedAnswer = httpResource<Feed>(() => {
    const run = this.run();
    return run ? `${api}/feeds/${encodeURIComponent(run.feed)}` : undefined;
  });
  /** The rules that the run's feed has now. */
  readonly currentRules = computed(() =>
    this.feedAnswer.hasValue() ? this.feedAnswer.value().bundle.ruleVersion : null,
  );
  private readonly statsAnswer = httpResource<RunStats>(() => {
    const { what } = this.wish();
    if (what?.kind !== 'query') return undefined;
    const { state: _state, ...params } = what.query;
    return { url: `${api}/run-stats`, params };
  });
  /** How many runs are chosen; null while that is not known. */
  readonly count = computed(() => {
    const { what } = this.wish();
    if (what?.kind === 'run') return 1;
    if (what?.kind === 'runs') return what.runs.length;
    if (what === null || !this.statsAnswer.hasValue()) return null;
    const states = what.query['state']?.split(',');
    return Object.entries(this.statsAnswer.value().states)
      .filter(([state]) => states === undefined || states.includes(state))
      .reduce((sum, [, runs]) => sum + runs, 0);
  });

  private readonly planAnswer = httpResource<ReplayPlan>(() => {
    const { plan } = this.wish();
    return plan === null ? undefined : `${api}/replay-plans/${encodeURIComponent(plan)}`;
  });
  private readonly bulkAnswer = httpResource<BulkReplayPlan>(() => {
    const { bulkPlan } = this.wish();
    return bulkPlan === null
      ? undefined
      : `${api}/bulk-replay-plans/${encodeURIComponent(bulkPlan)}`;
  });
  /** Each stays on the screen while a look at it is under way. */
  readonly plan = linkedSignal<ReplayPlan | null, ReplayPlan | null>({
    source: () => (this.planAnswer.hasValue() ? this.planAnswer.value() : null),
    computation: (plan, previous) => plan ?? samePlan(previous?.value, this.wish().plan),
  });
  readonly bulkPlan = linkedSignal<BulkReplayPlan | null, BulkReplayPlan | null>({
    source: () => (this.bulkAnswer.hasValue() ? this.bulkAnswer.value() : null),
    computation: (plan, previous) => plan ?? samePlan(previous?.value, this.wish().bulkPlan),
  });
  /** What keeps the screen from showing what its address names. */
  readonly loadProblem = computed(() => {
    const error = this.runAnswer.error() ?? this.planAnswer.error() ?? this.bulkAnswer.error();
    return error ? toProblem(error) : null;
  });
  readonly isComputing = computed(
    () => this.plan()?.state === 'computing' || this.bulkPlan()?.state === 'computing',
  );

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.isComputing(),
      () => {
        this.reload();
      },
    );
  }

  reload(): void {
    this.planAnswer.reload();
    this.bulkAnswer.reload();
  }

  /** Has the plan worked out; the address parameter that names it, null when it was refused. */
  async makePlan(): Promise<{ plan: string } | { bulkPlan: string } | null> {
    const { what, rows, rules, canary } = this.wish();
    if (what === null) return null;
    if (what.kind === 'run') {
      const plan = await this.post<ReplayPlan>('replay-plans', { run: what.run, rows, rules });
      return plan && { plan: plan.id };
    }
    const runs =
      what.kind === 'runs' ? { ids: what.runs } : { query: what.query, expected: this.count() };
    const body = { runs, rows, rules, canary };
    const plan = await this.post<BulkReplayPlan>('bulk-replay-plans', body);
    return plan && { bulkPlan: plan.id };
  }

  /** A plan can be used once, so its own id is the key: pressing twice replays once. */
  carryOut({ id }: ReplayPlan, reason: string): Promise<Replay | null> {
    return this.post<Replay>('replays', { plan: id, reason }, `replay-${id}`);
  }

  carryOutMany(
    { id }: BulkReplayPlan,
    terms: Pick<BulkReplay, 'reason' | 'afterCanary' | 'limits'>,
  ): Promise<BulkReplay | null> {
    return this.post<BulkReplay>('bulk-replays', { plan: id, ...terms }, `replay-${id}`);
  }

  private async post<Answer>(
    path: string,
    body: object,
    key: string = crypto.randomUUID(),
  ): Promise<Answer | null> {
    this.problem.set(null);
    this.busy.set(true);
    try {
      const headers = { 'Idempotency-Key': key };
      return await firstValueFrom(this.http.post<Answer>(`${api}/${path}`, body, { headers }));
    } catch (error) {
      this.problem.set(toProblem(error));
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}

function samePlan<Plan extends { id: string }>(
  shown: Plan | null | undefined,
  wanted: string | null,
): Plan | null {
  return shown?.id === wanted ? shown : null;
}
