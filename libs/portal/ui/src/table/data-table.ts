import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  contentChildren,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../icon/icon.ts';
import { Skeleton } from '../states/skeleton.ts';
import { Cell } from './cell.ts';
import { RowMoves } from './row-moves.ts';
import { rowWindow } from './row-window.ts';
import type { CellAction, ColumnSort, Density, RowLink, TableColumn } from './table-column.ts';

const outlines = Array.from({ length: 12 }, (_, index) => index);

/**
 * The one table of the portal: a native table with a window on a page of up to 500 rows. It knows nothing of what it shows: rows
 * come with an id and a link, cells are templates. `rows` null shows their outlines.
 */
@Component({
  selector: 'wb-data-table',
  imports: [Icon, NgTemplateOutlet, RouterLink, RowMoves, Skeleton],
  templateUrl: './data-table.html',
  styleUrl: './data-table.scss',
  host: { '[attr.data-density]': 'density()' },
})
export class DataTable<Row> {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly TableColumn[]>();
  readonly rows = input.required<readonly Row[] | null>();
  readonly rowId = input.required<(row: Row) => string>();
  readonly rowLink = input<((row: Row) => RowLink) | null>(null);
  readonly density = input<Density>('comfortable');
  /** The order the rows are in, one of the columns' sorts or another. */
  readonly sort = input<string | null>(null);
  readonly selectable = input(false);
  readonly selected = input<ReadonlySet<string>>(new Set());
  /** Changes when other rows are shown and not only other states of the same; scrolls back to the top. */
  readonly place = input('');
  /** Templates of cells beyond the content's own, for whoever wraps the table. */
  readonly cells = input<readonly Cell<Row>[]>([]);

  /** Shown in the row under the pointer or with the focus, so that Tab does not have to pass through those of every row. */
  readonly cellActions = input<((column: TableColumn, row: Row) => readonly CellAction[]) | null>(
    null,
  );

  readonly sortChosen = output<string>();
  readonly toggled = output<{ row: Row; upTo: boolean }>();
  readonly pageToggled = output<boolean>();

  private readonly injector = inject(Injector);
  private readonly ownCells = contentChildren<Cell<Row>>(Cell);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly scroll = signal({ top: 0, height: 800 });
  private readonly rowHeight = signal(0);

  protected readonly active = signal<string | null>(null);
  protected readonly outlines = outlines;
  protected readonly templates = computed(
    () =>
      new Map([...this.cells(), ...this.ownCells()].map((cell) => [cell.wbCell(), cell.template])),
  );
  protected readonly minWidth = computed(() =>
    this.columns().reduce((sum, { width }) => sum + width, this.selectable() ? 2.5 : 0),
  );
  private readonly window = computed(
    () => rowWindow(this.rows()?.length ?? 0, { ...this.scroll(), rowHeight: this.rowHeight() }),
    { equal: (one, other) => one.first === other.first && one.end === other.end },
  );
  protected readonly shown = computed(() => {
    const { first, end } = this.window();
    return (this.rows() ?? []).slice(first, end).map((row, index) => ({
      row,
      id: this.rowId()(row),
      index: first + index,
      link: this.rowLink()?.(row) ?? null,
    }));
  });
  protected readonly before = computed(() => this.window().first * this.rowHeight());
  protected readonly after = computed(
    () => ((this.rows()?.length ?? 0) - this.window().end) * this.rowHeight(),
  );
  protected readonly pageChoice = computed((): 'none' | 'some' | 'all' => {
    const rows = this.rows() ?? [];
    const count = rows.filter((row) => this.selected().has(this.rowId()(row))).length;
    if (count === 0) return 'none';
    return count === rows.length ? 'all' : 'some';
  });

  constructor() {
    effect(() => {
      this.place();
      untracked(() => {
        // To set it, even to what it is, has the browser lay the page out at once.
        if (this.scroll().top === 0) return;
        this.scroller().nativeElement.scrollTop = 0;
        this.scroll.update((scroll) => ({ ...scroll, top: 0 }));
      });
    });
    afterRenderEffect(() => {
      this.density();
      this.shown();
      this.measure();
    });
  }

  protected scrolled(): void {
    const { scrollTop, clientHeight } = this.scroller().nativeElement;
    this.scroll.set({ top: scrollTop, height: clientHeight });
  }

  protected actionsOf(column: TableColumn, row: Row): readonly CellAction[] {
    return this.cellActions()?.(column, row) ?? [];
  }

  protected sortOf({ sorts }: TableColumn): ColumnSort | null {
    return sorts?.find(({ id }) => id === this.sort()) ?? null;
  }

  protected chooseSort({ sorts = [] }: TableColumn): void {
    const at = sorts.findIndex(({ id }) => id === this.sort());
    const next = sorts[(at + 1) % sorts.length];
    if (next) this.sortChosen.emit(next.id);
  }

  /** Brings a row into the document and hands it the focus. */
  protected moveTo(index: number): void {
    const scroller = this.scroller().nativeElement;
    const { first, end } = this.window();
    if (index < first || index >= end) {
      scroller.scrollTop = index * this.rowHeight() - scroller.clientHeight / 2;
      this.scrolled();
    }
    afterNextRender(
      () => {
        scroller.querySelector<HTMLElement>(`[data-index="${index}"] .row-focus`)?.focus();
      },
      { injector: this.injector },
    );
  }

  protected toggle(row: Row, event: Event): void {
    this.toggled.emit({ row, upTo: event instanceof MouseEvent && event.shiftKey });
  }

  protected toggleAt(index: number): void {
    const row = this.rows()?.[index];
    if (row !== undefined && this.selectable()) this.toggled.emit({ row, upTo: false });
  }

  /** A click beside the link follows it too, with the keys that were held; text that is being marked is left alone. */
  protected follow(event: MouseEvent): void {
    const { target, currentTarget, ctrlKey, metaKey, shiftKey } = event;
    if (!(target instanceof Element) || !(currentTarget instanceof Element)) return;
    const control = target.closest('a, button, input, label, [tabindex]');
    // What is around the table may take the focus too: only a control of the row has a meaning of its own.
    if ((control && currentTarget.contains(control)) || getSelection()?.toString()) return;
    const click = new MouseEvent('click', {
      bubbles: true,
      cancelable: true,
      ctrlKey,
      metaKey,
      shiftKey,
    });
    currentTarget.querySelector('a.row-focus')?.dispatchEvent(click);
  }

  private measure(): void {
    const { nativeElement: scroller } = this.scroller();
    const height = scroller.querySelector<HTMLElement>('tbody tr[data-index]')?.offsetHeight ?? 0;
    if (height > 0 && height !== untracked(this.rowHeight)) this.rowHeight.set(height);
    if (scroller.clientHeight !== untracked(this.scroll).height) this.scrolled();
  }
}
