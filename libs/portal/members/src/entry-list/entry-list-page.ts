import { Component, computed, inject, input } from '@angular/core';
import type { LedgerEntry } from '@waybill/contracts';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { EmptyState, StatusChip, Time, signedFigure } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { entryList } from './entry-list.ts';

/** The ledger; on a member's page only that member's part of it. */
@Component({
  selector: 'wb-entry-list',
  imports: [Cell, EmptyState, ListEmpty, ListView, StatusChip, Time],
  templateUrl: './entry-list-page.html',
  styleUrl: './entry-list-page.scss',
})
export class EntryListPage {
  /** Whose entries only; everybody's without it. */
  readonly ofMember = input<string>();

  protected readonly names = inject(Names);
  protected readonly list = injectList(entryList, (): Readonly<Record<string, string>> => {
    const member = this.ofMember();
    return member ? { member } : {};
  });
  /** A member's page has a heading of its own for them. */
  protected readonly heading = computed(() => (this.ofMember() ? null : 'Ledger entries'));
  protected readonly signed = signedFigure;
  protected readonly linkOf = (entry: LedgerEntry): RowLink => ({
    commands: ['/entries', entry.id],
    name: `${signedFigure(entry.points)} points for transaction ${entry.txnId}: why?`,
  });
}
