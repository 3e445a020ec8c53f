import { Directive, input, output } from '@angular/core';

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  j: 1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
};

/**
 * Arrow keys (and j, k, Home, End, Page up and down) move between the rows of a table, x selects one; Tab still passes through
 * everything. Rows carry `data-index`, what takes the focus in them the class `row-focus`.
 */
@Directive({ selector: '[wbRowMoves]', host: { '(keydown)': 'move($event)' } })
export class RowMoves {
  /** How many rows there are, in the document or not. */
  readonly wbRowMoves = input.required<number>();
  readonly moved = output<number>();
  readonly marked = output<number>();

  protected move(event: KeyboardEvent): void {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = target.closest<HTMLElement>('[data-index]');
    if (!row || target.closest('input:not([type=checkbox]), select, textarea')) return;
    const at = Number(row.dataset['index']);
    const next = nextRow(key, at, this.wbRowMoves());
    if (next !== null) this.moved.emit(next);
    else if (key === 'x') this.marked.emit(at);
    else return;
    event.preventDefault();
  }
}

function nextRow(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(at + step, 0), count - 1);
}
