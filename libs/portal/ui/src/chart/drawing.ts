// The only file that knows chart.js. It is loaded when the first chart is on the screen, and never before.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
} from 'chart.js';
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartKind, ChartPoint, ChartSeries } from './chart-series.ts';
import type { ChartColours } from './colours.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
);

export interface Picture {
  readonly kind: ChartKind;
  readonly points: readonly ChartPoint[];
  readonly series: readonly ChartSeries[];
  readonly colours: ChartColours;
  readonly format: (value: number) => string;
  /** Without movement, for whoever asked for less of it. */
  readonly still: boolean;
}

/** Where things came to lie, in CSS pixels from the canvas's left and top. */
export interface ChartLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The x of every point. */
  readonly xs: readonly number[];
}

export interface Drawing {
  show(picture: Picture): void;
  close(): void;
}

/** Draws on the canvas and follows its size; `laidOut` hears whenever things came to lie elsewhere. */
export function draw(canvas: HTMLCanvasElement, laidOut: (layout: ChartLayout) => void): Drawing {
  let chart: Chart | undefined;
  if (!canvas.getContext('2d')) throw new Error('this browser has no canvas to draw on');
  return {
    show: (picture) => {
      const config = configOf(picture, laidOut);
      if (!chart) {
        chart = new Chart(canvas, config);
        return;
      }
      chart.config.data = config.data;
      chart.options = config.options ?? {};
      chart.update(picture.still ? 'none' : undefined);
    },
    close: () => chart?.destroy(),
  };
}

function configOf(
  { kind, points, series, colours, format, still }: Picture,
  laidOut: (layout: ChartLayout) => void,
): ChartConfiguration {
  const stacked = kind === 'stacked-bar';
  const ticks = { color: colours.text, font: { family: colours.font, size: 11 } };
  return {
    type: kind === 'line' ? 'line' : 'bar',
    data: {
      labels: points.map(({ label }) => label),
      datasets: series.map((each) => datasetOf(each, kind, points.length, colours)),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 220 },
      events: [],
      layout: { padding: { top: 6 } },
      scales: {
        x: {
          stacked,
          grid: { display: false },
          border: { color: colours.grid },
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 14 },
          // Bars stand between the ticks; so do the points of a line, or its ends would be cut.
          offset: true,
        },
        y: {
          stacked,
          beginAtZero: true,
          border: { display: false },
          grid: { color: colours.grid },
          ticks: { ...ticks, maxTicksLimit: 5, precision: 0, callback: (value) => format(+value) },
        },
      },
    },
    plugins: [
      {
        id: 'layout',
        afterLayout: (chart) => {
          const { left, right, top, bottom } = chart.chartArea;
          const { x } = chart.scales;
          const xs = points.map((_, index) => x?.getPixelForValue(index) ?? 0);
          laidOut({ left, right, top, bottom, xs });
        },
      },
    ],
  };
}

function datasetOf(
  { label, tone, values }: ChartSeries,
  kind: ChartKind,
  count: number,
  colours: ChartColours,
): ChartDataset {
  const colour = colours.series[tone];
  const data = [...values];
  if (kind === 'line') {
    return {
      type: 'line',
      label,
      data,
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 2,
      borderJoinStyle: 'round',
      // A lone point between gaps would otherwise not be seen at all.
      pointRadius: ({ dataIndex }) => (count < 15 || isAlone(values, dataIndex) ? 2.5 : 0),
    };
  }
  return {
    type: 'bar',
    label,
    data,
    backgroundColor: colour,
    borderColor: colours.surface,
    borderWidth: kind === 'stacked-bar' ? { top: 1 } : 0,
    borderSkipped: false,
    borderRadius: 2,
    categoryPercentage: 0.86,
    barPercentage: 0.92,
  };
}

function isAlone(values: ChartSeries['values'], index: number): boolean {
  return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}
