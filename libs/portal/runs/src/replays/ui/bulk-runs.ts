import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkReplayRun } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, StatusChip, figure, signedFigure } from '@waybill/portal-ui';
import { bulkRunWords } from '../data/replay-words.ts';

/** The runs of a bulk replay, the canary first: planned, done, and what stood in the way. */
@Component({
  selector: 'wb-bulk-runs',
  imports: [ProblemPanel, RouterLink, Skeleton, StatusChip],
  templateUrl: './bulk-runs.html',
  styleUrl: './bulk-runs.scss',
})
export class BulkRuns {
  readonly plan = input.required<string>();
  /** Read again when it changes. */
  readonly version = input.required<string>();

  protected readonly words = bulkRunWords;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly runs = cursorList<BulkReplayRun>(() => {
    this.version();
    return {
      url: `/bff/api/bulk-replay-plans/${encodeURIComponent(this.plan())}/runs`,
      params: { limit: '50' },
    };
  });

  /** How many rows it changes, planned or, once it was replayed, done. */
  protected changed({ planned, actual }: BulkReplayRun): string {
    const effects = actual ?? planned;
    return effects ? figure(effects.inserted + effects.reversed) : '–';
  }

  protected points({ planned, actual }: BulkReplayRun): string {
    const effects = actual ?? planned;
    return effects ? signedFigure(effects.pointsDelta) : '–';
  }
}
