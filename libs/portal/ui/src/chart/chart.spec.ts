import { TestBed } from '@angular/core/testing';
import type { ChartRange, ChartSeries } from './chart-series.ts';
import { CHART_DRAWING, ChartView } from './chart.ts';
import type { Picture } from './drawing.ts';

const points = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map((key, index) => ({
  key,
  label: `${index + 1} Nov`,
}));
const series: ChartSeries[] = [
  { key: 'read', label: 'Read', tone: 'accent', values: [1200, 900, null, 1500] },
  { key: 'rejected', label: 'Rejected', tone: 'bad', values: [3, 0, 0, 40] },
];

describe('a chart', () => {
  it('is a sentence for whoever does not see it', async () => {
    const { plot } = await shown();

    expect(plot().getAttribute('aria-valuetext')).toBe(
      'From 1 Nov to 4 Nov: Read between 900 and 1,500, 1,500 at the end; Rejected between 0 and 40, 40 at the end.',
    );
  });

  it('is read point by point with the arrow keys, with what happened there', async () => {
    const { plot, press, text } = await shown();

    await press('End');
    await press('ArrowLeft');
    await press('ArrowLeft');

    expect(plot().getAttribute('aria-valuetext')).toBe(
      '2 Nov, Read 900, Rejected 0, Rules version 2 became active',
    );
    expect(text()).toContain('Rules version 2 became active');
  });

  it('gives the same figures as a table', async () => {
    const { element, text, settled } = await shown();

    element.querySelector('button')?.click();
    await settled();

    const rows = [...element.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) =>
      [...row.cells].map((cell) => cell.textContent.trim()),
    );
    expect(rows[1]).toEqual(['2 Nov', '900', '0', 'Rules version 2 became active']);
    expect(rows[2]).toEqual(['3 Nov', '–', '0', '']);
    expect(text()).toContain('Show as chart');
  });

  it('chooses a range with Shift and the arrow keys', async () => {
    const { press, chosen } = await shown();

    await press('Home');
    await press('ArrowRight', true);
    await press('ArrowRight', true);
    await press('Enter');

    expect(chosen).toEqual([{ from: '2026-11-01', to: '2026-11-03' }]);
  });

  it('chooses a range by dragging', async () => {
    const { drag, chosen } = await shown();

    drag('pointerdown', 62);
    drag('pointermove', 131);
    drag('pointerup', 131);

    expect(chosen).toEqual([{ from: '2026-11-02', to: '2026-11-04' }]);
  });

  it('lets a range be given up', async () => {
    const { press, chosen } = await shown();

    await press('Home');
    await press('ArrowRight', true);
    await press('Escape');

    expect(chosen).toEqual([]);
  });

  it('is drawn with what it was given, and again when that changes', async () => {
    const { pictures, fixture, settled } = await shown();

    fixture.componentRef.setInput('kind', 'stacked-bar');
    await settled();

    expect(pictures.map(({ kind }) => kind)).toEqual(['line', 'stacked-bar']);
    expect(pictures[0]?.series).toBe(series);
  });

  it('says so when there are no figures', async () => {
    const { fixture, text, settled } = await shown();

    fixture.componentRef.setInput('series', [{ ...series[0], values: [null, null, null, null] }]);
    await settled();

    expect(text()).toContain('No figures for this time');
  });
});

async function shown() {
  const pictures: Picture[] = [];
  const layout = { left: 20, right: 160, top: 0, bottom: 90, xs: [30, 60, 100, 130] };
  const draw = (_canvas: HTMLCanvasElement, laidOut: (place: typeof layout) => void) => {
    laidOut(layout);
    return { show: (picture: Picture) => pictures.push(picture), close: () => undefined };
  };
  TestBed.configureTestingModule({
    providers: [{ provide: CHART_DRAWING, useValue: () => Promise.resolve({ draw }) }],
  });
  const fixture = TestBed.createComponent(ChartView);
  const chosen: ChartRange[] = [];
  fixture.componentInstance.brushed.subscribe((range) => chosen.push(range));
  fixture.componentRef.setInput('heading', 'Rows per day');
  fixture.componentRef.setInput('points', points);
  fixture.componentRef.setInput('series', series);
  fixture.componentRef.setInput('brushing', true);
  fixture.componentRef.setInput('markers', [
    { at: '2026-11-02', label: 'Rules version 2 became active' },
  ]);
  await fixture.whenStable();
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const plot = () => {
    const found = element.querySelector('.plot');
    if (!found) throw new Error('there is no plot');
    return found;
  };
  return {
    fixture,
    element,
    plot,
    chosen,
    pictures,
    settled: () => fixture.whenStable(),
    text: () => element.textContent,
    press: async (key: string, shiftKey = false) => {
      plot().dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, cancelable: true }));
      await fixture.whenStable();
    },
    drag: (type: string, x: number) => {
      const event = new MouseEvent(type, { buttons: 1, button: 0 });
      Object.defineProperty(event, 'offsetX', { value: x });
      const surface = element.querySelector('.touch');
      // jsdom knows no pointer capture.
      if (surface) Object.assign(surface, { setPointerCapture: () => undefined });
      surface?.dispatchEvent(event);
    },
  };
}
