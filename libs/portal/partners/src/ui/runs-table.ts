import type { HttpResourceRef } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Page, Run } from '@waybill/contracts';
import { stateWords, toProblem } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, StatusChip, Time, figure, signedFigure } from '@waybill/portal-ui';

/** A few runs in a row, each leading to its page. */
@Component({
  selector: 'wb-runs-table',
  imports: [ProblemPanel, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './runs-table.html',
  styleUrl: './runs-table.scss',
})
export class RunsTable {
  readonly answer = input.required<HttpResourceRef<Page<Run> | undefined>>();

  protected readonly words = stateWords;
  protected readonly figure = figure;
  protected readonly outlines = Array.from({ length: 4 });
  protected readonly runs = computed(() => {
    const answer = this.answer();
    return answer.hasValue() ? answer.value().items : undefined;
  });
  protected readonly problem = computed(() => {
    const error = this.answer().error();
    return error ? toProblem(error) : null;
  });

  protected pointsOf({ counts, pointsAccrued, pointsReversed }: Run): string {
    return counts.read === 0 ? '–' : signedFigure(pointsAccrued - pointsReversed);
  }
}
