import {
  ApplicationRef,
  Component,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { MatMenuModule, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '@waybill/portal-ui';
import { rowWindow } from '@waybill/portal-ui/table';
import type { Diagnostic } from '@waybill/rules';
import type { ClauseHighlight } from '../../workspace/rule-workspace.ts';
import { CellEditor, endKeys } from './cell-editor.ts';
import type { CellEnd } from './cell-editor.ts';
import { RowAnchor } from './row-anchor.ts';
import { SheetCursor } from './sheet-cursor.ts';
import {
  cleared,
  copied,
  duplicated,
  inserted,
  moved,
  pastedText,
  removed,
  withText,
} from './sheet-edits.ts';
import type { Edit } from './sheet-edits.ts';
import { findingsOf } from './sheet-findings.ts';
import { commandOf, menuItems, typedBy } from './sheet-keys.ts';
import type { SheetCommand } from './sheet-keys.ts';
import { isWithin, placeAfter } from './sheet-range.ts';
import type { Place } from './sheet-range.ts';
import { isAt } from './sheet.ts';
import type { Sheet, SheetColumn } from './sheet.ts';

/** All rows are as high, so that only those in sight have to be there; `.row` of the styles, at 16 px a rem. */
const rowHeight = 36;
/** Of the column with the numbers, in rem. */
const numberWidth = 3;
/** Of many cells that did not take what was pasted, so many say why. */
const faultsTold = 3;
let grids = 0;

/**
 * A list of a rule set as a spreadsheet: arrows move, typing overwrites, Enter writes in a cell, the clipboard speaks with other
 * spreadsheets. The grid keeps the focus and names the active cell, which may be scrolled out of the document.
 */
@Component({
  selector: 'wb-sheet-grid',
  imports: [CellEditor, Icon, MatMenuModule],
  templateUrl: './sheet-grid.html',
  styleUrl: './sheet-grid.scss',
})
export class SheetGrid<Row> {
  readonly sheet = input.required<Sheet<Row>>();
  readonly readOnly = input(false);
  readonly diagnostics = input<readonly Diagnostic[]>([]);
  readonly highlight = input<readonly ClauseHighlight[]>([]);
  /** The cell to go to, such as one that an address names; again whenever it is another object. */
  readonly target = input<Place | null>(null);
  /** What is wrong with a row when it holds what is typed into one of its cells; null when nothing is. */
  readonly check = input<((row: Row, column: string) => string | null) | null>(null);

  readonly edited = output<readonly Row[]>();
  readonly opened = output<number>();
  /** Somebody went to a cell. */
  readonly activated = output<Place>();
  readonly undone = output();
  readonly redone = output();

  private readonly injector = inject(Injector);
  private readonly application = inject(ApplicationRef);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly menu = viewChild.required(MatMenuTrigger);
  private readonly scroll = signal({ top: 0, height: 600 });
  private readonly size = computed(() => ({
    rows: this.sheet().rows.length,
    columns: this.sheet().columns.length,
  }));
  private readonly findings = computed(() => findingsOf(this.sheet(), this.diagnostics()));
  private readonly states = computed(
    () => new Map(this.highlight().map((highlight) => [highlight.clause, highlight])),
  );

  protected readonly gridId = `sheet-${String((grids += 1))}`;
  protected readonly stateWords = stateWords;
  protected readonly menuItems = menuItems;
  protected readonly cursor = new SheetCursor(this.size);
  /** The text of the cell that is written in; null while none is. */
  protected readonly editing = signal<string | null>(null);
  /** Why cells did not take what was put into them, until one goes on. */
  private readonly refused = signal('');
  private readonly anchor = new RowAnchor<Row>();
  protected readonly menuAt = signal({ x: 0, y: 0 });
  protected readonly dragged = signal<number | null>(null);
  protected readonly dropAt = signal<number | null>(null);
  protected readonly template = computed(() => {
    const widths = this.sheet().columns.map(({ width }) => String(width));
    return `${String(numberWidth)}rem ${widths.map((w) => `minmax(${w}rem, ${w}fr)`).join(' ')}`;
  });
  protected readonly width = computed(() =>
    this.sheet().columns.reduce((sum, { width }) => sum + width, numberWidth),
  );
  private readonly window = computed(
    () => rowWindow(this.sheet().rows.length, { ...this.scroll(), rowHeight }),
    { equal: (one, other) => one.first === other.first && one.end === other.end },
  );
  protected readonly shown = computed(() => {
    const [{ first, end }, { rows, columns }, findings] = [
      this.window(),
      this.sheet(),
      this.findings(),
    ];
    return rows.slice(first, end).map((row, at) => ({
      row,
      index: first + at,
      cells: columns.map((column, index) => ({
        column,
        text: column.show ? column.show(row) : column.read(row),
        finding: findings.get(first + at)?.get(index),
      })),
    }));
  });
  protected readonly before = computed(() => this.window().first * rowHeight);
  protected readonly after = computed(
    () => (this.sheet().rows.length - this.window().end) * rowHeight,
  );

  private readonly written = computed(() => {
    const [text, { row, column }] = [this.editing(), this.cursor.active()];
    const [into, at] = [this.sheet().rows[row], this.sheet().columns[column]];
    if (text === null || into === undefined) return null;
    return at?.write(into, text, this.sheet().rows) ?? null;
  });
  /** Why the cell cannot take the text. */
  protected readonly fault = computed(() => {
    const written = this.written();
    return written && 'fault' in written ? written.fault : null;
  });
  /** Under the grid: what is wrong with the active cell, or what it and its row say. */
  protected readonly saying = computed(() => {
    const place = this.cursor.active();
    const finding = this.editing() === null ? this.findingAt(place) : undefined;
    if (finding) return { text: finding.message, tone: finding.severity };
    const wrong = this.editing() === null ? this.refused() : this.wrongNow();
    if (wrong) return { text: wrong, tone: 'error' };
    return { text: this.meaningAt(place) ?? '', tone: null };
  });

  constructor() {
    effect(() => {
      const target = this.target();
      if (target !== null) untracked(() => this.moveTo(target));
    });
    effect(() => {
      const sheet = this.sheet();
      untracked(() => this.keepRow(sheet));
    });
    afterRenderEffect(() => {
      this.sheet();
      const { clientHeight } = this.scroller().nativeElement;
      if (clientHeight !== untracked(this.scroll).height) this.scrolled();
    });
  }

  focus(): void {
    this.scroller().nativeElement.focus();
  }

  /** Says under the grid why something was not done. */
  refuse(why: string): void {
    this.refused.set(why);
  }

  protected scrolled(): void {
    const { scrollTop, clientHeight } = this.scroller().nativeElement;
    this.scroll.set({ top: scrollTop, height: clientHeight });
  }

  protected idOf({ row, column }: Place): string {
    return `${this.gridId}-${String(row)}-${String(column)}`;
  }

  protected isActiveAt({ row, column }: Place): boolean {
    const active = this.cursor.active();
    return active.row === row && active.column === column;
  }

  protected isMarked(place: Place): boolean {
    return isWithin(place, this.cursor.range());
  }

  protected findingAt({ row, column }: Place): Diagnostic | undefined {
    return this.findings().get(row)?.get(column);
  }

  protected highlightOf(row: Row): ClauseHighlight | undefined {
    const clause = this.sheet().clauseOf(row);
    return clause === null ? undefined : this.states().get(clause);
  }

  /** Whether a tried row stopped at that cell, because it does not hold. */
  protected isStop(column: SheetColumn<Row>, { stop }: Partial<ClauseHighlight> = {}): boolean {
    return stop !== undefined && isAt(column, stop);
  }

  protected pressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const command = commandOf(event);
    const to = altKey
      ? null
      : placeAfter(key, this.cursor.active(), this.size(), ctrlKey || metaKey);
    const typed = typedBy(event);
    if (command !== null) this.run(command);
    else if (to !== null) this.moveTo(to, { isExtending: shiftKey });
    else if (typed !== null) this.begin(this.cursor.active(), typed);
    else return;
    event.preventDefault();
  }

  protected run(command: SheetCommand): void {
    if (command === 'mark-all') this.markAll();
    else if (!this.readOnly()) this.change(command);
  }

  protected point(event: MouseEvent, place: Place): void {
    if (this.editing() !== null && this.isActiveAt(place)) return;
    const isMenuOfMarked = event.button === 2 && this.isMarked(place);
    if (event.shiftKey) this.cursor.extendTo(place);
    else if (!isMenuOfMarked) this.cursor.moveTo(place);
    this.anchor.hold(this.sheet(), place.row);
    this.activated.emit(place);
  }

  protected begin(place: Place, text?: string): void {
    const column = this.sheet().columns[place.column];
    const row = this.sheet().rows[place.row];
    if (column === undefined || row === undefined || this.readOnly()) return;
    if (column.kind === 'panel') this.opened.emit(place.row);
    else {
      this.editing.set(text !== undefined && column.kind !== 'choice' ? text : column.read(row));
      // The field takes the next key, however fast that comes.
      this.application.tick();
    }
  }

  protected finish(end: CellEnd): void {
    const [text, place, isRefused] = [this.editing(), this.cursor.active(), this.fault() !== null];
    this.editing.set(null);
    const isTaken = text !== null && end !== 'cancel' && !isRefused;
    const edit = isTaken ? withText(this.sheet(), place, text) : null;
    if (edit) this.take(edit);
    if (end !== 'stay') this.focus();
    const key = endKeys[end];
    const next = key === null ? null : placeAfter(key, place, this.size(), false);
    if (next) this.moveTo(next, { rows: edit?.rows });
  }

  protected copy(event: ClipboardEvent): void {
    if (this.editing() !== null) return;
    event.clipboardData?.setData('text/plain', copied(this.sheet(), this.cursor.range()));
    event.preventDefault();
  }

  protected cut(event: ClipboardEvent): void {
    this.copy(event);
    if (this.editing() === null) this.run('clear');
  }

  protected paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (this.editing() !== null || this.readOnly() || text === '') return;
    event.preventDefault();
    this.take(pastedText(this.sheet(), this.cursor.range(), text));
  }

  protected openMenu(event: MouseEvent): void {
    if (this.readOnly() || this.editing() !== null) return;
    event.preventDefault();
    // By key the event has no place of its own.
    const cell = document.getElementById(this.idOf(this.cursor.active()))?.getBoundingClientRect();
    const isByKey = event.button !== 2 && cell !== undefined;
    this.menuAt.set(
      isByKey ? { x: cell.left, y: cell.bottom } : { x: event.clientX, y: event.clientY },
    );
    afterNextRender(() => this.menu().openMenu(), { injector: this.injector });
  }

  protected dragOver(event: DragEvent, index: number): void {
    if (this.dragged() === null) return;
    event.preventDefault();
    this.dropAt.set(index);
  }

  protected drop(event: DragEvent, index: number): void {
    const from = this.dragged();
    this.dropAt.set(null);
    if (from === null) return;
    event.preventDefault();
    this.move(from, index);
  }

  private change(command: Exclude<SheetCommand, 'mark-all'>): void {
    const [sheet, place, range] = [this.sheet(), this.cursor.active(), this.cursor.range()];
    switch (command) {
      case 'edit':
        this.begin(place);
        break;
      case 'clear':
        this.edited.emit(cleared(sheet, range));
        break;
      case 'insert-above':
        this.insert(place.row);
        break;
      case 'insert-below':
        this.insert(place.row + 1);
        break;
      case 'duplicate':
        this.goOn(duplicated(sheet, place.row), { ...place, row: place.row + 1 });
        break;
      case 'remove':
        this.edited.emit(removed(sheet, range));
        break;
      case 'move-up':
        this.move(place.row, place.row - 1);
        break;
      case 'move-down':
        this.move(place.row, place.row + 1);
        break;
      case 'undo':
        this.undone.emit();
        break;
      case 'redo':
        this.redone.emit();
        break;
    }
  }

  private insert(at: number): void {
    const index = Math.min(at, this.sheet().rows.length);
    this.goOn(inserted(this.sheet(), index), { row: index, column: 0 });
  }

  private move(from: number, to: number): void {
    const { rows: before, unordered } = this.sheet();
    const rows = moved(this.sheet(), from, to);
    if (rows === before) return;
    if (unordered !== undefined) {
      this.refused.set(unordered);
      return;
    }
    this.goOn(rows, { row: to, column: this.cursor.active().column });
    void this.announcer.announce(`Moved to place ${String(to + 1)}`, 'polite');
  }

  private markAll(): void {
    this.cursor.moveTo({ row: 0, column: 0 });
    this.cursor.extendTo({ row: this.size().rows - 1, column: this.size().columns - 1 });
  }

  private take({ rows, faults }: Edit<Row>): void {
    this.edited.emit(rows);
    this.anchor.hold(this.sheet(), this.cursor.active().row, rows);
    const told = faults.slice(0, faultsTold).join(' ');
    const more = faults.length - faultsTold;
    this.refused.set(more > 0 ? `${told} And ${String(more)} more.` : told);
  }

  /** Hands rows on, and goes to a cell of them. */
  private goOn(rows: readonly Row[], place: Place): void {
    this.edited.emit(rows);
    this.moveTo(place, { rows });
  }

  /** @param how `rows`: those that the sheet is about to have */
  private moveTo(
    place: Place,
    how: { isExtending?: boolean; rows?: readonly Row[] | undefined } = {},
  ): void {
    this.refused.set('');
    if (how.isExtending) this.cursor.extendTo(place);
    else this.cursor.moveTo(place);
    this.anchor.hold(this.sheet(), place.row, how.rows);
    this.activated.emit(place);
    afterNextRender(
      () => {
        this.reveal(place);
      },
      { injector: this.injector },
    );
  }

  /** Rows come, go and are named anew while somebody is on one of them, and writes in it. */
  private keepRow(sheet: Sheet<Row>): void {
    const { row } = this.cursor.active();
    const now = this.anchor.indexIn(sheet, row);
    if (now !== null) {
      if (now !== row) this.cursor.shiftTo(now);
      return;
    }
    if (this.editing() !== null) {
      this.editing.set(null);
      this.refused.set('The row that was written in is gone.');
    }
    this.anchor.hold(sheet, row);
  }

  /** Scrolls to a cell, which need not be in the document. */
  private reveal(place: Place): void {
    const scroller = this.scroller().nativeElement;
    const head = scroller.querySelector<HTMLElement>('.head')?.offsetHeight ?? rowHeight;
    const top = place.row * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    const bottom = top + rowHeight + head - scroller.clientHeight;
    if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
    this.scrolled();
    const cell = document.getElementById(this.idOf(place));
    if (!cell) return;
    const left = cell.offsetLeft - 48;
    const right = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
    if (left < scroller.scrollLeft) scroller.scrollLeft = left;
    else if (right > scroller.scrollLeft) scroller.scrollLeft = Math.min(right, left);
  }

  private wrongNow(): string | null {
    const [written, fault] = [this.written(), this.fault()];
    if (fault !== null) return fault;
    const column = this.sheet().columns[this.cursor.active().column];
    if (written === null || !('row' in written) || column === undefined) return null;
    return this.check()?.(written.row, column.id) ?? null;
  }

  private meaningAt({ row, column }: Place): string | null {
    const [into, at] = [this.sheet().rows[row], this.sheet().columns[column]];
    if (into === undefined || at === undefined) return null;
    const text = this.editing();
    if (text !== null) return at.meaning?.(text) ?? null;
    return this.sheet().reading?.(into, row) ?? at.meaning?.(at.read(into)) ?? null;
  }
}

const stateWords: Readonly<Record<ClauseHighlight['state'], string>> = {
  fired: 'fired',
  not: 'does not match',
  'not-reached': 'not reached',
};
