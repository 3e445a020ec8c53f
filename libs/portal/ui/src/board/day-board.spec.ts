import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { DayBoard } from './day-board.ts';
import type { BoardRow } from './day-board.ts';

const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
const rows: BoardRow[] = [
  {
    key: 'purchases',
    label: 'Purchases',
    hint: 'daily by 06:00',
    link: '/feeds/purchases',
    cells: [
      {
        day: '2026-11-02',
        label: 'late, arrived 09:40',
        icon: 'schedule',
        tone: 'warn',
        link: '/runs?feed=purchases&from=2026-11-02',
      },
      { day: '2026-11-03', label: 'missing', icon: 'error', tone: 'bad', link: null },
    ],
  },
  { key: 'roster', label: 'Roster', link: null, cells: [] },
];

describe('the board of days', () => {
  it('says in words what each day was like', async () => {
    const { names } = await shown();

    expect(names()).toEqual([
      'Purchases, Sun 1 Nov: nothing expected',
      'Purchases, Mon 2 Nov: late, arrived 09:40',
      'Purchases, Tue 3 Nov: missing',
      'Roster, Sun 1 Nov: nothing expected',
      'Roster, Mon 2 Nov: nothing expected',
      'Roster, Tue 3 Nov: nothing expected',
    ]);
  });

  it('leads to what a day brought, with the filters of that list', async () => {
    const { element } = await shown();

    expect(element.querySelector('a.cell')?.getAttribute('href')).toBe(
      '/runs?feed=purchases&from=2026-11-02',
    );
  });

  it.each<[string[], string]>([
    [[], 'Purchases'],
    [['ArrowRight', 'ArrowRight'], 'Purchases, Mon 2 Nov: late, arrived 09:40'],
    [['End', 'ArrowDown'], 'Roster, Tue 3 Nov: nothing expected'],
    [['ArrowDown', 'ArrowDown'], 'Roster'],
    [['Control+End'], 'Roster, Tue 3 Nov: nothing expected'],
    [['Control+End', 'Control+Home'], 'Purchases'],
    [['x'], 'Purchases'],
  ])('is one stop of the Tab key; %j leads to %s', async (keys, name) => {
    const { element, settled } = await shown();
    element.querySelector<HTMLElement>('[tabindex="0"]')?.focus();

    for (const key of keys) {
      const event = new KeyboardEvent('keydown', {
        key: key.replace('Control+', ''),
        ctrlKey: key.startsWith('Control+'),
        bubbles: true,
      });
      document.activeElement?.dispatchEvent(event);
      await settled();
    }

    const here = document.activeElement;
    expect(here?.getAttribute('aria-label') ?? here?.textContent).toBe(name);
    expect(element.querySelectorAll('tbody [tabindex="0"]')).toHaveLength(1);
  });
});

async function shown() {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(DayBoard);
  fixture.componentRef.setInput('heading', 'Feeds by day');
  fixture.componentRef.setInput('days', days);
  fixture.componentRef.setInput('rows', rows);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  document.body.replaceChildren(element);
  return {
    element,
    settled: () => fixture.whenStable(),
    names: () => [...element.querySelectorAll('td .cell')].map((cell) => cell.ariaLabel),
  };
}
