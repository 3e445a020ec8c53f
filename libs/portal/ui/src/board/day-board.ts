import { BreakpointObserver } from '@angular/cdk/layout';
import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import type { UrlTree } from '@angular/router';
import { map } from 'rxjs';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/glyphs.ts';
import type { Tone } from '../status/tone.ts';
import { dayText } from '../time/wording.ts';

/** What a day was like for a row. */
export interface BoardCell {
  /** `2026-11-03`. */
  readonly day: string;
  /** In words, such as "late, arrived 09:40"; part of the cell's accessible name. */
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** Where to look at it; null when there is nothing more. */
  readonly link: string | null;
}

export interface BoardRow {
  readonly key: string;
  readonly label: string;
  /** A second line below the label. */
  readonly hint?: string;
  readonly link: string | null;
  /** In any order; a day without a cell is left blank. */
  readonly cells: readonly BoardCell[];
}

interface ShownCell {
  readonly day: string;
  readonly cell: BoardCell | null;
  readonly name: string;
  readonly link: UrlTree | null;
}

const daysOnPhones = 7;
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageDown: [Infinity, 0],
  PageUp: [-Infinity, 0],
};

/**
 * Rows by days, one state per cell: its symbol and colour for the eye, its words for everybody. One stop of
 * the Tab key; the arrow keys move inside it. Where it is narrow it shows the last seven days.
 */
@Component({
  selector: 'wb-day-board',
  imports: [Icon, RouterLink],
  templateUrl: './day-board.html',
  styleUrl: './day-board.scss',
  host: { '(keydown)': 'move($event)' },
})
export class DayBoard {
  readonly heading = input.required<string>();
  /** Heading of the first column. */
  readonly rowsAre = input('Feed');
  /** Calendar days as `2026-11-03`, oldest first. */
  readonly days = input.required<readonly string[]>();
  readonly rows = input.required<readonly BoardRow[]>();
  /** The day that is not over yet. */
  readonly today = input<string | null>(null);

  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly narrow = toSignal(
    inject(BreakpointObserver)
      .observe('(width < 48rem)')
      .pipe(map(({ matches }) => matches)),
  );
  /** The place that Tab comes to; column 0 is the row's own heading. */
  protected readonly place = signal({ row: 0, column: 0 });
  protected readonly shownDays = computed(() =>
    this.narrow() ? this.days().slice(-daysOnPhones) : this.days(),
  );
  protected readonly heads = computed(() =>
    this.shownDays().map((day) => {
      const [weekday = '', ...date] = dayText(day).split(' ');
      return { day, weekday, date: date.join(' '), weekend: /^S/.test(weekday) };
    }),
  );
  protected readonly shownRows = computed(() =>
    this.rows().map((row) => ({
      row,
      link: row.link ? this.router.parseUrl(row.link) : null,
      cells: this.cellsOf(row),
    })),
  );

  constructor() {
    // Where all days do not fit, the present ones are what somebody comes for; the past is scrolled to.
    afterRenderEffect(() => {
      if (this.today() === null || this.shownRows().length === 0 || this.heads().length === 0)
        return;
      const frame = this.host.querySelector('.wb-table-frame');
      const today = this.host.querySelector<HTMLElement>('th.today');
      if (frame && today)
        frame.scrollLeft = today.offsetLeft + 2 * today.offsetWidth - frame.clientWidth;
    });
  }

  protected move(event: KeyboardEvent): void {
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey) return;
    event.preventDefault();
    const far = event.ctrlKey && (event.key === 'Home' || event.key === 'End');
    const [rows, columns] = far ? [move[1], move[1]] : move;
    this.place.update(({ row, column }) => ({
      row: clamp(row + rows, this.rows().length - 1),
      column: clamp(column + columns, this.shownDays().length),
    }));
    const { row, column } = this.place();
    this.host.querySelector<HTMLElement>(`[data-place='${row}:${column}']`)?.focus();
  }

  protected isPlace(row: number, column: number): boolean {
    const place = this.place();
    const inside = place.row < this.rows().length && place.column <= this.shownDays().length;
    return inside ? place.row === row && place.column === column : row === 0 && column === 0;
  }

  protected stand(row: number, column: number): void {
    this.place.set({ row, column });
  }

  private cellsOf(row: BoardRow): ShownCell[] {
    const byDay = new Map(row.cells.map((cell) => [cell.day, cell]));
    return this.shownDays().map((day) => {
      const cell = byDay.get(day) ?? null;
      return {
        day,
        cell,
        name: `${row.label}, ${dayText(day)}: ${cell?.label ?? 'nothing expected'}`,
        link: cell?.link ? this.router.parseUrl(cell.link) : null,
      };
    });
  }
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
