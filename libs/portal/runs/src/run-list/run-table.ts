import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Run, RunsPage } from '@waybill/contracts';
import {
  Icon,
  NOW,
  RowKeys,
  ShareBar,
  Skeleton,
  StatusChip,
  Time,
  duration,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import type { Share } from '@waybill/portal-ui';
import { isFinished, sharesOf, stateWords } from '@waybill/portal-core';
import type { Word } from '@waybill/portal-core';

interface RunRow {
  readonly run: Run;
  readonly word: Word;
  readonly origin: string;
  readonly shares: readonly Share[];
  readonly rows: string;
  readonly troubled: string;
  readonly points: string;
}

/** The runs as rows that answer to one link each; null shows their outlines while they are on their way. */
@Component({
  selector: 'wb-run-table',
  imports: [Icon, RouterLink, RowKeys, ShareBar, Skeleton, StatusChip, Time],
  templateUrl: './run-table.html',
  styleUrl: './run-table.scss',
})
export class RunTable {
  readonly runs = input.required<readonly Run[] | null>();
  readonly page = input.required<RunsPage | null>();

  private readonly now = inject(NOW);
  protected readonly outlines = Array.from({ length: 10 }, (_, index) => index);

  private readonly names = computed(() => {
    const { partners = [], feeds = [] } = this.page() ?? {};
    return new Map([...partners, ...feeds].map(({ id, name }) => [id, name]));
  });
  protected readonly rows = computed(() => this.runs()?.map((run) => this.rowOf(run)));

  /** How long it took, or has been going on for. */
  protected tookFor({ startedAt, finishedAt }: Run): string {
    if (!startedAt) return '–';
    const end = finishedAt ? Date.parse(finishedAt) : this.now();
    return duration(end - Date.parse(startedAt));
  }

  private rowOf(run: Run): RunRow {
    const { counts } = run;
    const partner = this.names().get(run.partner) ?? run.partner;
    const feed = this.names().get(run.feed) ?? run.feed;
    const net = run.pointsAccrued - run.pointsReversed;
    return {
      run,
      word: stateWords[run.state],
      origin: `${partner} · ${feed}`,
      shares: sharesOf(counts),
      rows: rowsIn(run),
      troubled: troubleIn(counts),
      points: counts.read === 0 ? '–' : signedFigure(net),
    };
  }
}

function rowsIn({ counts, rowsTotal, state }: Run): string {
  if (!isFinished(state) && rowsTotal) return `${figure(counts.read)} of ${figure(rowsTotal)}`;
  return counts.read === 0 ? 'no rows' : figure(counts.read);
}

function troubleIn({ rejected, conflict }: Run['counts']): string {
  const parts = [
    ...(rejected > 0 ? [`${figure(rejected)} rejected`] : []),
    ...(conflict > 0 ? [`${figure(conflict)} conflict`] : []),
  ];
  return parts.join(' · ');
}
