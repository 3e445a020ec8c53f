import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Member } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { CopyButton, Skeleton, StatusChip } from '@waybill/portal-ui';
import { EntryListPage } from '../entry-list/entry-list-page.ts';
import { memberStateWords } from '../member-words.ts';
import { BalancePanel } from './balance-panel.ts';
import { HistoryChart } from './history-chart.ts';

/** One member: who, what they have now or had on a day, and every entry behind it. */
@Component({
  selector: 'wb-member-page',
  imports: [
    BalancePanel,
    CopyButton,
    EntryListPage,
    HistoryChart,
    RecordProblem,
    RouterLink,
    Skeleton,
    StatusChip,
  ],
  templateUrl: './member-page.html',
  styleUrl: './member-page.scss',
})
export class MemberPage {
  /** `acme:E1042`, from the address. */
  readonly id = input.required<string>();
  /** A day (`2026-11-03`) whose end is looked at, from the address; today without it. */
  readonly asOf = input<string>();
  /** Days that the entries are narrowed to, from the address. */
  readonly from = input<string>();
  readonly to = input<string>();

  protected readonly answer = httpResource<Member>(
    () => `/bff/api/members/${encodeURIComponent(this.id())}`,
  );
  protected readonly member = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly state = computed(() => memberStateWords[this.member()?.state ?? 'active']);
}
