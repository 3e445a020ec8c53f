import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { Run } from '@waybill/contracts';
import { Permissions, stateWords } from '@waybill/portal-core';
import { ListBulk, ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import type { BulkSelection } from '@waybill/portal-core/list';
import {
  EmptyState,
  Icon,
  NOW,
  StatusChip,
  Time,
  duration,
  signedFigure,
} from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { RunFigures } from './run-figures.ts';
import { runList } from './run-list.ts';

@Component({
  selector: 'wb-run-list-page',
  imports: [
    Cell,
    EmptyState,
    Icon,
    ListBulk,
    ListEmpty,
    ListView,
    RouterLink,
    RunFigures,
    StatusChip,
    Time,
  ],
  templateUrl: './run-list-page.html',
  styleUrl: './run-list-page.scss',
})
export class RunListPage {
  private readonly permissions = inject(Permissions);
  private readonly now = inject(NOW);

  protected readonly names = inject(Names);
  protected readonly list = injectList(runList);
  protected readonly words = stateWords;
  protected readonly mayReplay = computed(() => this.permissions.can('replays:plan'));
  protected readonly mayUpload = computed(() => this.permissions.can('files:upload'));

  protected readonly linkOf = (run: Run): RowLink => ({
    commands: ['/runs', run.id],
    name: `${run.file.name}, ${stateWords[run.state].label}`,
  });

  /** What the screen of a new replay is to begin with. */
  protected replayParams(selection: BulkSelection): Params {
    if (!('ids' in selection)) return selection.query;
    const [first, ...others] = selection.ids;
    return others.length === 0 ? { run: first } : { runs: selection.ids.join(',') };
  }

  /** How long it took, or has been going on for. */
  protected tookFor({ startedAt, finishedAt }: Run): string {
    if (!startedAt) return '–';
    const end = finishedAt ? Date.parse(finishedAt) : this.now();
    return duration(end - Date.parse(startedAt));
  }

  protected pointsOf({ counts, pointsAccrued, pointsReversed }: Run): string {
    return counts.read === 0 ? '–' : signedFigure(pointsAccrued - pointsReversed);
  }
}
