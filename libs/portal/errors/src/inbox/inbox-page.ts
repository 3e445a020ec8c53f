import { Component, Injector, computed, inject } from '@angular/core';
import type { RowError, RowErrorState } from '@waybill/contracts';
import { Permissions, offerActions, rowErrorWords } from '@waybill/portal-core';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { askForReason } from '@waybill/portal-core/reason';
import {
  EmptyState,
  Icon,
  ProblemPanel,
  Refusal,
  StatusChip,
  Time,
  figure,
} from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { titleOf } from '../data/advice.ts';
import { deedWords, deeds } from '../data/deed-words.ts';
import { RowDecisions } from '../data/row-decisions.ts';
import type { RowDecision, RowDeed } from '../data/row-decisions.ts';
import { CausesPanel } from './causes-panel.ts';
import { errorList } from './error-list.ts';

/** Rows that need attention: first why, then which; decided about one by one or all that match. */
@Component({
  selector: 'wb-inbox-page',
  imports: [
    CausesPanel,
    Cell,
    EmptyState,
    Icon,
    ListEmpty,
    ListView,
    ProblemPanel,
    Refusal,
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
  protected readonly figure = figure;

  /** What can be done with everything that matches, and with how many rows of it. */
  protected readonly bulk = computed(() => {
    const states = this.list.stats()?.states;
    if (!states) return [];
    const chosen = this.list.query().filters.state?.split(',') ?? null;
    return deeds
      .map((deed) => {
        const from = deedWords[deed].from.filter((state) => !chosen || chosen.includes(state));
        return { deed, from, rows: from.reduce((sum, state) => sum + (states[state] ?? 0), 0) };
      })
      .filter(({ rows }) => rows > 0)
      .map((each) => ({ ...each, ...deedWords[each.deed], text: figure(each.rows) }));
  });
  protected readonly refusal = computed(() => this.permissions.refusal('row-errors:decide'));

  protected readonly linkOf = (error: RowError): RowLink => ({
    commands: ['/errors', error.id],
    name: `Row ${error.rowNo}, ${error.problems[0]?.message ?? ''}`,
  });

  constructor() {
    offerActions(() =>
      this.bulk().map(({ deed, from, rows, text, label, icon, key }) => ({
        id: `errors.${deed}`,
        label: `${label} all ${text} that match`,
        key,
        icon,
        refusal: this.refusal(),
        run: () => void this.decideAll(deed, from, rows),
      })),
    );
  }

  protected async decideAll(
    deed: RowDeed,
    from: readonly RowErrorState[],
    rows: number,
    reason?: string,
  ): Promise<void> {
    const given = await askForReason(this.injector, {
      ...deedWords[deed].question(figure(rows), rows === 1),
      ...(reason === undefined ? {} : { reason }),
    });
    if (given === null) return;
    const query = { ...this.list.filterParams(), state: from.join(',') };
    const selection = { query, expected: rows };
    await this.decisions.decide({ deed, selection, reason: given }, () => {
      this.list.reload();
    });
  }

  /** With the rows that match by now, and with what was typed. */
  protected retry({ deed, reason }: RowDecision): void {
    const action = this.bulk().find((each) => each.deed === deed);
    this.decisions.refused.set(null);
    if (action) void this.decideAll(deed, action.from, action.rows, reason);
  }
}
