import { httpResource } from '@angular/common/http';
import { Component, Injector, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import type { RowError } from '@waybill/contracts';
import { Permissions, offerActions, toProblem } from '@waybill/portal-core';
import { selectLastQuery } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { askForReason } from '@waybill/portal-core/reason';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { RowErrorCard } from '@waybill/portal-core/row-errors';
import { Icon, ProblemPanel, Refusal, Skeleton, Time } from '@waybill/portal-ui';
import { adviceFor, titleOf } from '../data/advice.ts';
import { deedWords, deeds } from '../data/deed-words.ts';
import { RowDecisions } from '../data/row-decisions.ts';
import type { RowDeed } from '../data/row-decisions.ts';
import { errorList } from '../inbox/error-list.ts';

const outcomes: Readonly<Record<RowDeed, RowError['state']>> = {
  resolve: 'resolved',
  ignore: 'ignored',
  reopen: 'open',
};

/** One row that needs attention: what is wrong, what to do, and where it comes from. */
@Component({
  selector: 'wb-row-error-page',
  imports: [Icon, ProblemPanel, RecordProblem, Refusal, RouterLink, RowErrorCard, Skeleton, Time],
  providers: [RowDecisions],
  templateUrl: './row-error-page.html',
  styleUrl: './row-error-page.scss',
})
export class RowErrorPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  private readonly router = inject(Router);
  private readonly store = inject(Store);

  protected readonly names = inject(Names);
  protected readonly decisions = inject(RowDecisions);
  protected readonly backParams = this.store.selectSignal(selectLastQuery(errorList.name));
  protected readonly refusal = computed(() => this.permissions.refusal('row-errors:decide'));
  protected readonly replayRefusal = computed(() => this.permissions.refusal('replays:plan'));

  protected readonly testRefusal = computed(() => this.permissions.refusal('rules:write'));
  /** A row that cannot be read never came before the rules. */
  protected readonly isOfRules = computed(() => this.first().code.startsWith('RULE-'));

  protected readonly answer = httpResource<RowError>(
    () => `/bff/api/row-errors/${encodeURIComponent(this.id())}`,
  );
  private readonly loaded = linkedSignal<RowError | undefined, RowError | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (error, previous) =>
      error ?? (previous?.value?.id === this.id() ? previous?.value : undefined),
  });
  /** The state that the decision on its way will give it. */
  private readonly supposed = signal<RowError['state'] | null>(null);
  protected readonly error = computed(() => {
    const error = this.loaded();
    const state = this.supposed();
    return error && state ? { ...error, state } : error;
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly first = computed(() => {
    const code = this.error()?.problems[0]?.code ?? '';
    return { code, title: titleOf(code), advice: adviceFor(code) };
  });
  protected readonly actions = computed(() => {
    const state = this.error()?.state;
    return deeds
      .filter((deed) => state !== undefined && deedWords[deed].from.includes(state))
      .map((deed) => ({ deed, ...deedWords[deed] }));
  });

  constructor() {
    offerActions(() =>
      this.actions().map(({ deed, label, icon, key }) => ({
        id: `error.${deed}`,
        label: `${label} this row`,
        key,
        icon,
        refusal: this.refusal(),
        run: () => void this.decide(deed),
      })),
    );
  }

  protected makeTest({ feed, run, rowNo }: RowError): void {
    const queryParams = { from: `${run}.${String(rowNo)}` };
    void this.router.navigate(['/rules', feed, 'tests'], { queryParams });
  }

  protected replay(run: string): void {
    void this.router.navigate(['/replays', 'new'], { queryParams: { run, rows: 'failed' } });
  }

  protected async decide(deed: RowDeed, reason?: string): Promise<void> {
    const given = await askForReason(this.injector, {
      ...deedWords[deed].question('this', true),
      ...(reason === undefined ? {} : { reason }),
    });
    if (given === null) return;
    this.supposed.set(outcomes[deed]);
    const selection = { ids: [this.id()] };
    await this.decisions.decide({ deed, selection, reason: given }, () => {
      this.supposed.set(null);
      this.answer.reload();
    });
  }
}
