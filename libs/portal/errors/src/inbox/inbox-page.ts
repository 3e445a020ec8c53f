import { Component, Injector, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RowError } from '@waybill/contracts';
import { Permissions, offerActions, rowErrorWords } from '@waybill/portal-core';
import { ListBulk, ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { askForReason } from '@waybill/portal-core/reason';
import {
  EmptyState,
  Icon,
  ProblemPanel,
  Refusal,
  StatusChip,
  Time,
  counted,
  figure,
} from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { titleOf } from '../data/advice.ts';
import { deedWords, deeds } from '../data/deed-words.ts';
import type { DeedWord } from '../data/deed-words.ts';
import { RowDecisions } from '../data/row-decisions.ts';
import type { RowDecision, RowDeed, RowSelection } from '../data/row-decisions.ts';
import { CausesPanel } from './causes-panel.ts';
import { errorList } from './error-list.ts';

/** A deed with the rows that it would change. */
interface BulkDeed extends DeedWord {
  readonly deed: RowDeed;
  readonly rows: number;
  readonly text: string;
  readonly selection: RowSelection;
}

/** Rows that need attention: first why, then which; decided about one by one, those that are ticked, or all that match. */
@Component({
  selector: 'wb-inbox-page',
  imports: [
    CausesPanel,
    Cell,
    EmptyState,
    Icon,
    ListBulk,
    ListEmpty,
    ListView,
    ProblemPanel,
    Refusal,
    RouterLink,
    StatusChip,
    Time,
  ],
  providers: [RowDecisions],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
})
export class InboxPage {
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);

  protected readonly names = inject(Names);
  protected readonly decisions = inject(RowDecisions);
  protected readonly list = injectList(errorList);
  protected readonly words = rowErrorWords;
  protected readonly titleOf = titleOf;
  protected readonly counted = counted;
  protected readonly figure = figure;

  /** What can be done with everything that matches, and with how many rows of it. */
  protected readonly bulk = computed((): BulkDeed[] => {
    const states = this.list.stats()?.states;
    if (!states) return [];
    const chosen = this.list.query().filters.state?.split(',') ?? null;
    return deeds.flatMap((deed) => {
      const from = deedWords[deed].from.filter((state) => !chosen || chosen.includes(state));
      const expected = from.reduce((sum, state) => sum + (states[state] ?? 0), 0);
      const query = { ...this.list.filterParams(), state: from.join(',') };
      return bulkDeed(deed, expected, { query, expected });
    });
  });
  /** The same for the rows that are ticked. */
  protected readonly ticked = computed((): BulkDeed[] => {
    const { selection } = this.list;
    if (selection.all()) return this.bulk();
    return deeds.flatMap((deed) => {
      const ids = this.tickedRows()
        .filter(({ state }) => deedWords[deed].from.includes(state))
        .map(({ id }) => id);
      return bulkDeed(deed, ids.length, { ids });
    });
  });
  /** The runs of the ticked rows: what is replayed are the failed rows of runs. */
  protected readonly tickedRuns = computed(() => [
    ...new Set(this.tickedRows().map(({ run }) => run)),
  ]);
  private readonly tickedRows = computed(() => {
    const { selection } = this.list;
    if (selection.all()) return [];
    return (this.list.rows() ?? []).filter(({ id }) => selection.ids().has(id));
  });
  protected readonly replayParams = computed(() => {
    const [first, ...others] = this.tickedRuns();
    const runs = others.length === 0 ? { run: first } : { runs: this.tickedRuns().join(',') };
    return { ...runs, rows: 'failed' };
  });
  protected readonly mayReplay = computed(() => this.permissions.can('replays:plan'));
  protected readonly refusal = computed(() => this.permissions.refusal('row-errors:decide'));

  protected readonly linkOf = (error: RowError): RowLink => ({
    commands: ['/errors', error.id],
    name: `Row ${error.rowNo}, ${error.problems[0]?.message ?? ''}`,
  });

  constructor() {
    offerActions(() => {
      const isTicked = this.list.selection.value() !== null;
      return (isTicked ? this.ticked() : this.bulk()).map((action) => ({
        id: `errors.${action.deed}`,
        label: isTicked
          ? `${action.label} the ${action.text} selected`
          : `${action.label} all ${action.text} that match`,
        key: action.key,
        icon: action.icon,
        refusal: this.refusal(),
        run: () => void this.decide(action),
      }));
    });
  }

  protected async decide(
    { deed, rows, text, selection }: BulkDeed,
    reason?: string,
  ): Promise<void> {
    const given = await askForReason(this.injector, {
      ...deedWords[deed].question(text, rows === 1),
      ...(reason === undefined ? {} : { reason }),
    });
    if (given === null) return;
    const isDone = await this.decisions.decide({ deed, selection, reason: given }, () => {
      this.list.reload();
    });
    if (isDone) this.list.selection.clear();
  }

  /** With the rows that are ticked or match by now, and with what was typed. */
  protected retry({ deed, selection, reason }: RowDecision): void {
    const actions = 'ids' in selection ? this.ticked() : this.bulk();
    const action = actions.find((each) => each.deed === deed);
    this.decisions.refused.set(null);
    if (action) void this.decide(action, reason);
  }
}

/** None when there is nothing that it would change. */
function bulkDeed(deed: RowDeed, rows: number, selection: RowSelection): BulkDeed[] {
  return rows === 0 ? [] : [{ deed, rows, text: figure(rows), selection, ...deedWords[deed] }];
}
