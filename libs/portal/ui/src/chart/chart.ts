import { BreakpointObserver } from '@angular/cdk/layout';
import {
  Component,
  DestroyRef,
  ElementRef,
  InjectionToken,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { figure } from '../figures/figure.ts';
import { Icon } from '../icon/icon.ts';
import { EmptyState } from '../states/empty-state.ts';
import { Skeleton } from '../states/skeleton.ts';
import { afterKey, nearest, noBrush, rangeOf } from './brush.ts';
import type { Brush } from './brush.ts';
import { summaryOf } from './chart-series.ts';
import type {
  ChartKind,
  ChartMarker,
  ChartPoint,
  ChartRange,
  ChartSeries,
} from './chart-series.ts';
import { whenThemeTurns } from '../theme/tokens.ts';
import { coloursAt } from './colours.ts';
import type { ChartColours } from './colours.ts';
import type { ChartLayout, Drawing, Picture, draw } from './drawing.ts';
import { nearlySeen } from './nearly-seen.ts';

/** How the drawing code is brought once a canvas is about to be seen; specs have no canvas and bring another. */
export const CHART_DRAWING = new InjectionToken<
  (canvas: HTMLCanvasElement) => Promise<{ draw: typeof draw }>
>('chart drawing', {
  providedIn: 'root',
  factory: () => async (canvas) => {
    await nearlySeen(canvas);
    return import('./drawing.ts');
  },
});

/**
 * Figures over an axis: a picture that can be read point by point by mouse and keyboard, the same figures as
 * a table, and, with `brushing`, a range that is chosen by dragging, clicking, or Shift and the arrow keys.
 */
@Component({
  selector: 'wb-chart',
  imports: [EmptyState, Icon, Skeleton],
  templateUrl: './chart.html',
  styleUrl: './chart.scss',
  host: { role: 'group', '[attr.aria-label]': 'heading()' },
})
export class ChartView {
  /** What the figures are; shown by whoever places the chart, said by this one. */
  readonly heading = input.required<string>();
  readonly kind = input<ChartKind>('line');
  readonly points = input.required<readonly ChartPoint[]>();
  readonly series = input.required<readonly ChartSeries[]>();
  readonly markers = input<readonly ChartMarker[]>([]);
  readonly format = input<(value: number) => string>(figure);
  /** Heading of the table's first column. */
  readonly axis = input('Day');
  readonly height = input(220);
  readonly brushing = input(false);
  /** The range that the screen is filtered by already. */
  readonly selected = input<ChartRange | null>(null);
  readonly emptyHeading = input('No figures for this time');
  readonly brushed = output<ChartRange>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly media = inject(BreakpointObserver);
  private readonly bring = inject(CHART_DRAWING);
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly drawing = signal<Drawing | null>(null);
  /** Null until the chart is on the page: an element that is not has no colours. */
  private readonly colours = signal<ChartColours | null>(null);
  private readonly brush = signal<Brush>(noBrush);
  private readonly picture = computed<Picture | null>(() => {
    const colours = this.colours();
    if (!colours) return null;
    return {
      kind: this.kind(),
      points: this.points(),
      series: this.series(),
      colours,
      format: this.format(),
      still: this.media.isMatched('(prefers-reduced-motion: reduce)'),
    };
  });

  protected readonly asTable = signal(false);
  protected readonly failed = signal(false);
  protected readonly layout = signal<ChartLayout | null>(null);
  protected readonly empty = computed(() =>
    this.series().every(({ values }) => values.every((value) => value === null)),
  );
  protected readonly summary = computed(() =>
    summaryOf(this.points(), this.series(), this.format()),
  );
  protected readonly active = computed(() => this.brush().active);
  /** The point under the pointer or the keyboard, in words. */
  protected readonly readout = computed(() => {
    const active = this.active();
    return active === null ? null : this.readoutOf(active);
  });
  protected readonly spoken = computed(() => {
    const range = rangeOf(this.brush());
    if (range) return `From ${this.labelAt(range[0])} to ${this.labelAt(range[1])}`;
    const readout = this.readout();
    if (!readout) return this.summary();
    const figures = readout.lines.map(({ label, value }) => `${label} ${value}`);
    return [readout.label, ...figures, ...readout.markers].join(', ');
  });
  protected readonly shade = computed(() => {
    const place = this.layout();
    const range = rangeOf(this.brush()) ?? this.selectedRange();
    if (!place || !range) return null;
    const half = halfStep(place);
    const left = Math.max((place.xs[range[0]] ?? 0) - half, place.left);
    const right = Math.min((place.xs[range[1]] ?? 0) + half, place.right);
    return { left, width: right - left };
  });
  protected readonly flags = computed(() => {
    const xs = this.layout()?.xs ?? [];
    const keys = this.points().map(({ key }) => key);
    return this.markers().flatMap(({ at, label }) => {
      const x = xs[keys.indexOf(at)];
      return x === undefined ? [] : [{ at, label, x }];
    });
  });

  constructor() {
    inject(DestroyRef).onDestroy(
      whenThemeTurns(this.media, () => {
        if (this.drawing()) this.colours.set(coloursAt(this.host));
      }),
    );
    effect((onCleanup) => {
      const canvas = this.canvas()?.nativeElement;
      if (canvas) onCleanup(this.drawOn(canvas));
    });
    effect(() => {
      const picture = this.picture();
      if (picture) this.drawing()?.show(picture);
    });
  }

  protected point(event: PointerEvent): void {
    const active = nearest(this.layout()?.xs ?? [], event.offsetX);
    const anchor = event.buttons === 1 ? this.brush().anchor : null;
    this.brush.set({ active, anchor });
  }

  protected press(event: PointerEvent): void {
    if (!this.brushing() || event.button !== 0) return;
    const active = nearest(this.layout()?.xs ?? [], event.offsetX);
    this.brush.set({ active, anchor: active });
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
  }

  protected release(): void {
    this.emitRange();
  }

  protected leave(): void {
    this.brush.set(noBrush);
  }

  protected key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && rangeOf(this.brush())) {
      this.brush.update(({ active }) => ({ active, anchor: null }));
      event.stopPropagation();
    } else if (event.key === 'Enter' && this.brushing()) {
      this.brush.update(({ active, anchor }) => ({ active, anchor: anchor ?? active }));
      this.emitRange();
    } else {
      const next = afterKey(
        this.brush(),
        event.key,
        event.shiftKey && this.brushing(),
        this.points().length,
      );
      if (!next) return;
      this.brush.set(next);
    }
    event.preventDefault();
  }

  protected cell(series: ChartSeries, index: number): string {
    const value = series.values[index] ?? null;
    return value === null ? '–' : this.format()(value);
  }

  private emitRange(): void {
    const range = rangeOf(this.brush());
    if (!range) return;
    const [from, to] = range.map((index) => this.points()[index]?.key);
    this.brush.update(({ active }) => ({ active, anchor: null }));
    if (from !== undefined && to !== undefined) this.brushed.emit({ from, to });
  }

  private drawOn(canvas: HTMLCanvasElement): () => void {
    let here = true;
    this.bring(canvas)
      .then((module) => {
        if (!here) return;
        this.colours.set(coloursAt(this.host));
        this.drawing.set(
          module.draw(canvas, (layout) => {
            this.layout.set(layout);
          }),
        );
      })
      .catch(() => {
        // The chunk did not come; the figures are there all the same.
        this.failed.set(true);
        this.asTable.set(true);
      });
    return () => {
      here = false;
      this.drawing()?.close();
      this.drawing.set(null);
      this.layout.set(null);
    };
  }

  private readoutOf(index: number) {
    const key = this.points()[index]?.key;
    const x = this.layout()?.xs[index] ?? 0;
    const { left, right } = this.layout() ?? { left: 0, right: 0 };
    return {
      label: this.labelAt(index),
      x,
      /** Which way the box opens, so that it stays inside. */
      before: x > (left + right) / 2,
      lines: this.series().map((series) => ({
        key: series.key,
        label: series.label,
        tone: series.tone,
        value: this.cell(series, index),
      })),
      markers: this.markers()
        .filter(({ at }) => at === key)
        .map(({ label }) => label),
    };
  }

  private selectedRange(): readonly [number, number] | null {
    const selected = this.selected();
    if (!selected) return null;
    const inside = this.points().flatMap(({ key }, index) =>
      key >= selected.from && key <= selected.to ? [index] : [],
    );
    const [first, last] = [inside[0], inside.at(-1)];
    return first === undefined || last === undefined ? null : [first, last];
  }

  private labelAt(index: number): string {
    return this.points()[index]?.label ?? '';
  }
}

function halfStep({ left, right, xs }: ChartLayout): number {
  return xs.length === 0 ? 0 : (right - left) / xs.length / 2;
}
