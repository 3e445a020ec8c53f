import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, maxLength, minLength, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type {
  Backtest,
  ChangeRequest,
  InboundFile,
  Page,
  RuleTestRun,
  RuleVersion,
} from '@waybill/contracts';
import { IdempotencyKey, Permissions, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Refusal, Skeleton } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { BacktestSummary } from '../evidence/backtest-summary.ts';
import { TestSummary } from '../evidence/test-summary.ts';

/** Asks that a version is promoted: runs its tests, finds its backtest, says what is missing, and takes the reason. */
@Component({
  selector: 'wb-new-request',
  imports: [
    BacktestSummary,
    FormField,
    FormRoot,
    Icon,
    ProblemPanel,
    Refusal,
    RouterLink,
    Skeleton,
    TestSummary,
  ],
  templateUrl: './new-request.html',
  styleUrl: '../ui/section.scss',
})
export class NewRequest {
  /** From the address. */
  readonly id = input.required<string>();
  readonly version = input<string>();

  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly permissions = inject(Permissions);
  private readonly detail = inject(RuleSetDetail);
  private readonly key = new IdempotencyKey();

  protected readonly rules = this.detail.rules;
  private readonly frozenAnswer = httpResource<RuleVersion>(() => {
    const version = this.version();
    return version && `${this.address()}/versions/${encodeURIComponent(version)}`;
  });
  protected readonly frozen = computed(() =>
    this.frozenAnswer.hasValue() ? this.frozenAnswer.value() : null,
  );
  private readonly backtestsAnswer = httpResource<Page<Backtest>>(() => ({
    url: '/bff/api/backtests',
    params: { ruleSet: this.id(), limit: 100 },
  }));
  private readonly filesAnswer = httpResource<Page<InboundFile>>(() => ({
    url: '/bff/api/files',
    params: { feed: this.id(), state: 'archived', limit: 1 },
  }));
  /** The newest that says something of this version against what is active; undefined while not known. */
  protected readonly backtest = computed(() => {
    const [frozen, rules] = [this.frozen(), this.rules()];
    if (!frozen || !rules || !this.backtestsAnswer.hasValue()) return undefined;
    return (
      this.backtestsAnswer
        .value()
        .items.find(
          ({ state, base, candidate }) =>
            state === 'succeeded' &&
            candidate.sha256 === frozen.sha256 &&
            base.sha256 === rules.active.sha256,
        ) ?? null
    );
  });
  protected readonly hasFiles = computed(
    () => !this.filesAnswer.hasValue() || this.filesAnswer.value().items.length > 0,
  );
  protected readonly tests = signal<RuleTestRun | null>(null);
  /** Why its tests are not run for whoever looks at it. */
  protected readonly testRefusal = computed(() => this.permissions.refusal('rules:test'));
  protected readonly testProblem = signal<PortalProblem | null>(null);
  protected readonly loadProblem = computed(() => {
    const error = this.frozenAnswer.error() ?? this.backtestsAnswer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly problem = signal<PortalProblem | null>(null);

  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why, for whoever approves it.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    { submission: { action: async () => this.ask() } },
  );
  /** What stands in the way of asking, in a sentence. */
  protected readonly refusal = computed(() => {
    const forbidden = this.permissions.refusal('rules:write');
    if (forbidden !== null) return forbidden;
    if (this.frozen()?.active) return 'This version is active already.';
    const tests = this.tests();
    if (!tests) return 'Its tests were not run yet.';
    if (tests.failed > 0) return 'Some of its tests fail.';
    if (tests.passed === 0) return 'It has no tests.';
    if (!this.backtest() && this.hasFiles()) return 'It was not backtested against what is active.';
    return null;
  });

  constructor() {
    effect(() => {
      if (this.frozen()) untracked(() => void this.runTests());
    });
  }

  protected async runTests(): Promise<void> {
    const version = this.frozen()?.version;
    if (version === undefined || !this.permissions.can('rules:test')) return;
    this.testProblem.set(null);
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      const url = `${this.address()}/test-runs`;
      const call = this.http.post<RuleTestRun>(url, { version }, { headers });
      this.tests.set(await firstValueFrom(call));
    } catch (error) {
      this.testProblem.set(toProblem(error));
    }
  }

  private async ask(): Promise<undefined> {
    const frozen = this.frozen();
    if (!frozen || this.refusal() !== null) return;
    this.problem.set(null);
    const body = {
      ruleSet: this.id(),
      version: frozen.version,
      backtest: this.backtest()?.id ?? null,
      reason: this.model().reason.trim(),
    };
    const headers = this.key.headers();
    try {
      const url = '/bff/api/change-requests';
      const made = await firstValueFrom(this.http.post<ChangeRequest>(url, body, { headers }));
      await this.router.navigate(['/change-requests', made.id]);
    } catch (error) {
      const problem = toProblem(error);
      this.problem.set(problem);
      this.key.failed(problem);
    }
  }

  private address(): string {
    return `/bff/api/rule-sets/${encodeURIComponent(this.id())}`;
  }
}
