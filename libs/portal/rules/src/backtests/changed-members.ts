import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BacktestMember } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, figure, signedFigure } from '@waybill/portal-ui';

/** Members who would have other points, the largest difference first. */
@Component({
  selector: 'wb-changed-members',
  imports: [ProblemPanel, RouterLink, Skeleton],
  templateUrl: './changed-members.html',
  styleUrl: '../ui/section.scss',
})
export class ChangedMembers {
  readonly backtest = input.required<string>();
  readonly partner = input.required<string>();
  readonly count = input.required<number>();
  /** Read again when it changes. */
  readonly version = input.required<string>();

  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly members = cursorList<BacktestMember>(() => {
    this.version();
    return {
      url: `/bff/api/backtests/${encodeURIComponent(this.backtest())}/members`,
      params: { limit: '10' },
    };
  });
}
