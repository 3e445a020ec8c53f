import { Component, signal } from '@angular/core';
import { ChartView, Sparkline } from '@waybill/portal-ui';
import type { ChartRange, ChartSeries } from '@waybill/portal-ui';

const days = Array.from({ length: 30 }, (_, index) => {
  const day = String(index + 1).padStart(2, '0');
  return { key: `2026-11-${day}`, label: `${index + 1} Nov` };
});
const posted = days.map((_, day) => (day === 17 ? null : 900 + ((day * 37) % 11) * 40 + day * 12));
const rejected = days.map((_, day) => (day === 17 ? null : day === 11 ? 260 : (day * 7) % 23));
const skipped = days.map((_, day) => (day === 17 ? null : 40 + ((day * 5) % 9)));

/** Lines, bars and stacked bars; with a marker, a range to choose, a gap, and nothing at all. */
@Component({
  selector: 'wb-chart-exhibit',
  imports: [ChartView, Sparkline],
  template: `
    <h3>Lines with a marker, a gap and a range to choose</h3>
    <wb-chart
      heading="Rows per day"
      [points]="days"
      [series]="lines"
      [markers]="markers"
      [brushing]="true"
      [selected]="chosen()"
      (brushed)="chosen.set($event)"
    />
    <p>Chosen: {{ chosen()?.from ?? 'nothing' }} {{ chosen()?.to }}</p>
    <h3>Bars</h3>
    <wb-chart heading="Rejected rows per day" kind="bar" [points]="days" [series]="bars" />
    <h3>Stacked bars</h3>
    <wb-chart heading="Rows by outcome" kind="stacked-bar" [points]="days" [series]="stack" />
    <h3>Without figures</h3>
    <wb-chart heading="Nothing yet" [points]="days" [series]="nothing">
      <p>Figures come with the first file.</p>
    </wb-chart>
    <h3>In a line of text</h3>
    <p>
      Rejected
      <wb-sparkline [values]="rejected" tone="bad" label="Rejected rows per day, 0 to 260" /> Posted
      <wb-sparkline [values]="posted" label="Posted rows per day, 900 to 1,600" />
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-4);
    }
  `,
})
export class ChartExhibit {
  protected readonly days = days;
  protected readonly posted = posted;
  protected readonly rejected = rejected;
  protected readonly chosen = signal<ChartRange | null>(null);
  protected readonly markers = [{ at: '2026-11-12', label: 'Rules version 4 became active' }];
  protected readonly lines: readonly ChartSeries[] = [
    { key: 'posted', label: 'Posted', tone: 'accent', values: posted },
    { key: 'rejected', label: 'Rejected', tone: 'bad', values: rejected },
  ];
  protected readonly bars: readonly ChartSeries[] = [
    { key: 'rejected', label: 'Rejected', tone: 'bad', values: rejected },
  ];
  protected readonly stack: readonly ChartSeries[] = [
    { key: 'posted', label: 'Posted', tone: 'good', values: posted },
    { key: 'skipped', label: 'Skipped', tone: 'note', values: skipped },
    { key: 'rejected', label: 'Rejected', tone: 'bad', values: rejected },
  ];
  protected readonly nothing: readonly ChartSeries[] = [
    { key: 'posted', label: 'Posted', tone: 'good', values: days.map(() => null) },
  ];
}
