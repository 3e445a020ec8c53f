import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Explanation } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import {
  CopyButton,
  Icon,
  Skeleton,
  StatusChip,
  Time,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { clauseGroups, fieldsUsed } from './clause-words.ts';
import { FiredClauses } from './fired-clauses.ts';
import { TransactionHistory } from './transaction-history.ts';

/** Why somebody has these points: entry, clause, record, line and file, each a step one can check. */
@Component({
  selector: 'wb-why-page',
  imports: [
    CopyButton,
    FiredClauses,
    Icon,
    RecordProblem,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
    TransactionHistory,
  ],
  templateUrl: './why-page.html',
  styleUrl: './why-page.scss',
})
export class WhyPage {
  /** Of the ledger entry, from the address. */
  readonly id = input.required<string>();

  protected readonly answer = httpResource<Explanation>(
    () => `/bff/api/ledger-entries/${encodeURIComponent(this.id())}/explain`,
  );
  protected readonly why = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly groups = computed(() => {
    const why = this.why();
    return why ? clauseGroups(why.rule.document, why.entry.clauses.split('+')) : [];
  });
  private readonly used = computed(() => fieldsUsed(this.groups()));
  protected readonly fields = computed(() => {
    const why = this.why();
    return (why?.mapping ?? []).map(({ field, column, cell }) => ({
      field,
      column,
      cell,
      value: why?.record?.[field] ?? null,
      used: this.used().has(field),
    }));
  });
  protected readonly isMasked = computed(() => this.why()?.rawLine === null);
  protected readonly figure = figure;
  protected readonly signed = signedFigure;

  protected memberNo(member: string): string {
    return member.slice(member.indexOf(':') + 1);
  }
}
