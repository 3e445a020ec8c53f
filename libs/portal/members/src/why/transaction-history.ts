import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LedgerEntry } from '@waybill/contracts';
import { Time, signedFigure } from '@waybill/portal-ui';

/** What was booked under one transaction, when it is more than one entry: given, taken back, given anew. */
@Component({
  selector: 'wb-transaction-history',
  imports: [RouterLink, Time],
  template: `
    @if (entries().length > 1) {
      <h3>All that was booked for this transaction</h3>
      <ol>
        @for (entry of entries(); track entry.id) {
          <li [class.shown]="entry.id === shown()">
            <span class="points">{{ signed(entry.points) }}</span>
            @if (entry.id === shown()) {
              <span aria-current="true">this entry</span>
            } @else {
              <a [routerLink]="['/entries', entry.id]">{{
                entry.kind === 'reversal' ? 'taken back' : 'given'
              }}</a>
            }
            <span class="faint">by {{ entry.ruleVersion }}</span>
            <wb-time [at]="entry.postedAt" />
          </li>
        }
        <li class="sum">
          <span class="points">{{ signed(sum()) }}</span> <span>stand today</span>
        </li>
      </ol>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
    }
    :host(:empty) {
      display: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--wb-space-3);
      padding: var(--wb-space-1) var(--wb-space-2);
      border-radius: var(--wb-radius-s);
      font-size: var(--wb-text-sm);
    }
    .shown {
      background: var(--wb-accent-soft);
    }
    .sum {
      border-top: 1px solid var(--wb-line);
      border-radius: 0;
      font-weight: 600;
    }
    .points {
      min-width: 4rem;
      text-align: right;
      font-variant-numeric: tabular-nums;
    }
    .faint {
      color: var(--wb-ink-faint);
    }
  `,
})
export class TransactionHistory {
  readonly entries = input.required<readonly LedgerEntry[]>();
  /** Id of the entry that the page is about. */
  readonly shown = input.required<string>();

  protected readonly sum = computed(() =>
    this.entries().reduce((sum, { points }) => sum + points, 0),
  );
  protected readonly signed = signedFigure;
}
