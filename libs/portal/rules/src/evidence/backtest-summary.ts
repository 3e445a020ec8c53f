import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Backtest } from '@waybill/contracts';
import { Time, counted, figure, signedFigure } from '@waybill/portal-ui';
import { backtestChanges, changeWords } from '../backtests/backtest-words.ts';

/** What a backtest comes to, in two lines that lead to all of it. */
@Component({
  selector: 'wb-backtest-summary',
  imports: [RouterLink, Time],
  template: `
    @let it = backtest();
    <p>
      Over {{ counted(it.files.total, 'file') }} with {{ counted(it.rows.read, 'row') }}:
      <b>{{ figure(it.rows.changed) }} changed</b>, points {{ figure(it.points.base) }} →
      {{ figure(it.points.candidate) }}, <b>{{ signed(it.points.delta) }}</b>.
      <a [routerLink]="['/backtests', it.id]">The backtest</a
      ><span class="faint">, <wb-time [at]="it.createdAt" /></span>
    </p>
    <ul>
      @for (change of changes; track change) {
        @if (it.rows.changes[change] > 0) {
          <li>
            <a [routerLink]="['/backtests', it.id]" [queryParams]="{ change }"
              >{{ words[change].label }}: {{ figure(it.rows.changes[change]) }}</a
            >
          </li>
        }
      }
    </ul>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      font-size: var(--wb-text-sm);
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--wb-space-1) var(--wb-space-4);
    }
    .faint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class BacktestSummary {
  readonly backtest = input.required<Backtest>();

  protected readonly changes = backtestChanges;
  protected readonly words = changeWords;
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
}
