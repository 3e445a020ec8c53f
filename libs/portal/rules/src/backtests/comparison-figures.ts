import { Component, computed, input } from '@angular/core';
import type { BacktestDetail } from '@waybill/contracts';
import { ChartView, figure, signedFigure } from '@waybill/portal-ui';
import type { ChartPoint, ChartSeries } from '@waybill/portal-ui';
import { backtestChanges, changeWords, sideName } from './backtest-words.ts';

/** What a backtest comes to: rows by what changes of them, and the points of both sides. */
@Component({
  selector: 'wb-comparison-figures',
  imports: [ChartView],
  templateUrl: './comparison-figures.html',
  styleUrls: ['../ui/section.scss', './comparison-figures.scss'],
})
export class ComparisonFigures {
  readonly backtest = input.required<BacktestDetail>();

  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly sideName = sideName;
  protected readonly rows = computed(() => {
    const { read, same, changes } = this.backtest().rows;
    return [
      { key: 'same', label: 'Same', count: same, meaning: `of ${figure(read)} rows` },
      ...backtestChanges.map((key) => ({ key, ...changeWords[key], count: changes[key] })),
    ];
  });
  protected readonly points: readonly ChartPoint[] = backtestChanges.map((key) => ({
    key,
    label: changeWords[key].label,
  }));
  protected readonly series = computed((): readonly ChartSeries[] => {
    const { changes } = this.backtest().rows;
    const values = backtestChanges.map((key) => changes[key]);
    return [{ key: 'rows', label: 'Rows', tone: 'accent', values }];
  });
}
