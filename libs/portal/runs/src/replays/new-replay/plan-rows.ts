import { Component, input } from '@angular/core';
import type { RunRow } from '@waybill/contracts';
import { cursorList, outcomeWords } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, StatusChip } from '@waybill/portal-ui';

/** The rows that a plan leaves unbooked for a reason: conflicts and rejections, one by one. */
@Component({
  selector: 'wb-plan-rows',
  imports: [ProblemPanel, Skeleton, StatusChip],
  template: `
    <h3>Rows that stand in the way</h3>
    @if (rows.problem(); as problem) {
      <wb-problem-panel
        [compact]="true"
        [heading]="problem.title"
        [advice]="problem.advice"
        [code]="problem.code"
        [traceId]="problem.traceId"
        action="Try again"
        (acted)="rows.more()"
      />
    } @else if (rows.waiting()) {
      <wb-skeleton width="60%" />
    } @else {
      <div class="scroll" tabindex="0" role="region" aria-label="Rows that stand in the way">
        <table class="wb-table">
          <thead>
            <tr>
              <th scope="col" class="number">Line</th>
              <th scope="col">Outcome</th>
              <th scope="col">Code</th>
              <th scope="col">Transaction</th>
              <th scope="col">Member</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows.items(); track row.rowNo) {
              <tr>
                <td class="number">{{ row.line }}</td>
                <td>
                  <wb-status-chip
                    [label]="words[row.outcome].label"
                    [icon]="words[row.outcome].icon"
                    [tone]="words[row.outcome].tone"
                  />
                </td>
                <td>{{ row.code }}</td>
                <td>
                  <code>{{ row.txnId ?? '–' }}</code>
                </td>
                <td>
                  <code>{{ row.memberNo ?? '–' }}</code>
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      @if (rows.hasMore()) {
        <button type="button" class="wb-button" [disabled]="rows.loading()" (click)="rows.more()">
          Show more
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      justify-items: start;
    }
    h3 {
      font-size: var(--wb-text-sm);
      font-weight: 600;
    }
    .scroll {
      width: 100%;
      overflow-x: auto;
    }
    td {
      padding-block: 0.25rem;
    }
  `,
})
export class PlanRows {
  readonly plan = input.required<string>();

  protected readonly words = outcomeWords;
  protected readonly rows = cursorList<RunRow>(() => ({
    url: `/bff/api/replay-plans/${encodeURIComponent(this.plan())}/rows`,
    params: { outcome: 'conflict,rejected', limit: '20' },
  }));
}
