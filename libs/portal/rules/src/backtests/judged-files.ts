import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BacktestFile } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import type { Word } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, StatusChip, figure, signedFigure } from '@waybill/portal-ui';

const words: Readonly<Record<BacktestFile['state'], Word>> = {
  waiting: { label: 'Waiting', icon: 'hourglass-empty', tone: 'calm' },
  done: { label: 'Judged', icon: 'check-circle', tone: 'good' },
  unreadable: { label: 'Unreadable', icon: 'error', tone: 'bad' },
};

/** The files of a backtest in the order in which they were first processed. */
@Component({
  selector: 'wb-judged-files',
  imports: [ProblemPanel, RouterLink, Skeleton, StatusChip],
  templateUrl: './judged-files.html',
  styleUrl: '../ui/section.scss',
})
export class JudgedFiles {
  readonly backtest = input.required<string>();
  /** Read again when it changes. */
  readonly version = input.required<string>();

  protected readonly words = words;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly files = cursorList<BacktestFile>(() => {
    this.version();
    return {
      url: `/bff/api/backtests/${encodeURIComponent(this.backtest())}/files`,
      params: { limit: '10' },
    };
  });

  protected changed({ rows: { read, same } }: BacktestFile): number {
    return read - same;
  }
}
