import { Component } from '@angular/core';
import { DayBoard } from '@waybill/portal-ui';
import type { BoardCell, BoardRow } from '@waybill/portal-ui';

const days = Array.from(
  { length: 21 },
  (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`,
);
const states: readonly Omit<BoardCell, 'day'>[] = [
  { label: 'arrived 05:58', icon: 'check-circle', tone: 'good', link: '/gallery' },
  { label: 'late, arrived 09:40', icon: 'schedule', tone: 'warn', link: '/gallery' },
  { label: 'missing', icon: 'error', tone: 'bad', link: '/gallery' },
  { label: 'being processed', icon: 'progress-activity', tone: 'busy', link: null },
  { label: 'not expected', icon: 'do-not-disturb-on', tone: 'calm', link: null },
];

/** Every state of a day, with and without a link, and days that nothing was expected on. */
@Component({
  selector: 'wb-day-board-exhibit',
  imports: [DayBoard],
  template: `<wb-day-board
    heading="Feeds by day"
    [days]="days"
    [rows]="rows"
    today="2026-11-21"
  />`,
})
export class DayBoardExhibit {
  protected readonly days = days;
  protected readonly rows: readonly BoardRow[] = [
    { key: 'a', label: 'Purchases', hint: 'daily by 06:00', link: '/gallery', cells: cells(1, 5) },
    { key: 'b', label: 'Roster', hint: 'weekly, Mondays', link: '/gallery', cells: cells(3, 9) },
    { key: 'c', label: 'Returns of the regional depots', link: null, cells: cells(2, 4) },
  ];
}

function cells(step: number, every: number): BoardCell[] {
  return days.flatMap((day, index) => {
    const state = index % every === 0 ? states[(index * step) % states.length] : states[0];
    return state && index % 6 !== 5 ? [{ ...state, day }] : [];
  });
}
