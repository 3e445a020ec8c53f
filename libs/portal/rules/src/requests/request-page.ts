import { httpResource } from '@angular/common/http';
import {
  Component,
  Injector,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type {
  Backtest,
  ChangeRequest,
  ResponseOf,
  RuleSet,
  RuleTestRun,
  operations,
} from '@waybill/contracts';
import { Permissions, toProblem, whileVisible } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import { Names } from '@waybill/portal-core/names';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { CopyButton, Icon, ProblemPanel, Skeleton, StatusChip, Time } from '@waybill/portal-ui';
import { RuleChanges } from '../text-diff/rule-changes.ts';
import { BacktestSummary } from '../evidence/backtest-summary.ts';
import { CheckSummary } from '../evidence/check-summary.ts';
import { RequestDeeds } from './request-deeds.ts';
import { historyOf, isPending, requestWords } from './request-words.ts';
import { TrialCard } from './trial-card.ts';
import { TestSummary } from '../evidence/test-summary.ts';
import { keepFocus } from '../ui/keep-focus.ts';

const lookEveryMs = 5000;

/** One change request: what it would change, what it rests on, what became of it, and what is to be done. */
@Component({
  selector: 'wb-request-page',
  imports: [
    BacktestSummary,
    CheckSummary,
    CopyButton,
    Icon,
    ProblemPanel,
    RecordProblem,
    RequestDeeds,
    RouterLink,
    RuleChanges,
    Skeleton,
    StatusChip,
    TestSummary,
    Time,
    TrialCard,
  ],
  templateUrl: './request-page.html',
  styleUrls: ['../ui/section.scss', '../ui/record.scss', './request-page.scss'],
})
export class RequestPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly names = inject(Names);
  protected readonly person = actorName;
  protected readonly mayAudit = inject(Permissions).can('audit:read');
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly answer = httpResource<ChangeRequest>(
    () => `/bff/api/change-requests/${encodeURIComponent(this.id())}`,
  );
  /** What was read stays while another look at it fails. */
  protected readonly request = linkedSignal<ChangeRequest | null, ChangeRequest | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (loaded, previous) =>
      loaded ?? (previous?.value?.id === this.id() ? previous.value : null),
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly word = computed(() => requestWords[this.request()?.state ?? 'open']);
  protected readonly isPending = computed(() => isPending(this.request() ?? { state: 'void' }));
  protected readonly history = computed(() => {
    const request = this.request();
    return request ? historyOf(request) : [];
  });

  private readonly ruleSetId = computed(() => this.request()?.ruleSet);
  private readonly rulesAnswer = httpResource<RuleSet>(() => {
    const id = this.ruleSetId();
    return id === undefined ? undefined : `/bff/api/rule-sets/${encodeURIComponent(id)}`;
  });
  /** As they are now. */
  protected readonly rules = computed(() =>
    this.rulesAnswer.hasValue() ? this.rulesAnswer.value() : null,
  );
  protected readonly sides = computed(
    () => {
      const request = this.request();
      if (!request) return null;
      const { ruleSet, base, version } = request;
      return { ruleSet, from: String(base.version), to: String(version) };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  private readonly diffAnswer = httpResource<ResponseOf<typeof operations.getRuleSetDiff>>(() => {
    const sides = this.sides();
    if (!sides) return undefined;
    const { ruleSet, from, to } = sides;
    return { url: `/bff/api/rule-sets/${encodeURIComponent(ruleSet)}/diff`, params: { from, to } };
  });
  protected readonly changes = computed(() =>
    this.diffAnswer.hasValue() ? this.diffAnswer.value().changes : null,
  );
  private readonly testRunId = computed(() => this.request()?.testRun);
  private readonly testsAnswer = httpResource<RuleTestRun>(() => {
    const id = this.testRunId();
    return id === undefined ? undefined : `/bff/api/test-runs/${encodeURIComponent(id)}`;
  });
  protected readonly tests = computed(() =>
    this.testsAnswer.hasValue() ? this.testsAnswer.value() : null,
  );
  private readonly backtestId = computed(() => this.request()?.backtest ?? undefined);
  private readonly backtestAnswer = httpResource<Backtest>(() => {
    const id = this.backtestId();
    return id === undefined ? undefined : `/bff/api/backtests/${encodeURIComponent(id)}`;
  });
  protected readonly backtest = computed(() =>
    this.backtestAnswer.hasValue() ? this.backtestAnswer.value() : null,
  );
  /** Why some of what it rests on cannot be shown. */
  protected readonly evidenceProblem = computed(() => {
    const error =
      this.diffAnswer.error() ?? this.testsAnswer.error() ?? this.backtestAnswer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly hashes = computed(() => {
    const request = this.request();
    if (!request) return [];
    return [
      { what: 'Rules', sha256: request.sha256 },
      { what: 'Format and rules together', sha256: request.bundleSha256 },
    ];
  });

  constructor() {
    const [title, injector] = [inject(Title), inject(Injector)];
    let former: ChangeRequest | null = null;
    effect(() => {
      const request = this.request();
      // The button that was pressed goes with the state that it was for.
      if (former?.id === request?.id && former?.state !== request?.state)
        keepFocus(this.heading(), injector);
      former = request;
    });
    effect(() => {
      const request = this.request();
      if (request) title.setTitle(`Promote ${request.ruleVersion} · Waybill`);
    });
    whileVisible(lookEveryMs, this.isPending, () => {
      this.reload();
    });
  }

  protected reload(): void {
    this.answer.reload();
    this.rulesAnswer.reload();
  }

  protected reloadEvidence(): void {
    this.diffAnswer.reload();
    this.testsAnswer.reload();
    this.backtestAnswer.reload();
  }
}
