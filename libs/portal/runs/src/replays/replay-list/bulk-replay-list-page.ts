import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkReplay } from '@waybill/contracts';

import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { EmptyState, StatusChip, Time, figure, signedFigure } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { bulkReplayWords } from '../data/replay-words.ts';
import { ReplayTabs } from './replay-tabs.ts';
import { bulkReplayList } from './replay-list.ts';

@Component({
  selector: 'wb-bulk-replay-list-page',
  imports: [Cell, EmptyState, ListEmpty, ListView, ReplayTabs, RouterLink, StatusChip, Time],
  templateUrl: './bulk-replay-list-page.html',
  styleUrl: './replay-list-page.scss',
})
export class BulkReplayListPage {
  protected readonly list = injectList(bulkReplayList);
  protected readonly words = bulkReplayWords;
  protected readonly signed = signedFigure;
  protected readonly linkOf = (bulk: BulkReplay): RowLink => ({
    commands: ['/replays/bulk', bulk.id],
    name: `${bulk.reason}, ${bulkReplayWords[bulk.state].label}`,
  });

  protected progress({ runs, total }: BulkReplay): string {
    return `${figure(runs.done)} of ${figure(total - runs.refused)}`;
  }

  protected person(actor: string): string {
    return actor.replace(/^person:/, '');
  }
}
