import { computed, linkedSignal, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import { rangeBetween } from './sheet-range.ts';
import type { Place, Range, Size } from './sheet-range.ts';

/** The cell that keys act on, and the cells that are marked with it; always within the sheet. */
export class SheetCursor {
  private readonly size: Signal<Size>;
  private readonly wanted = signal<Place>({ row: 0, column: 0 });
  private readonly other = linkedSignal<Place, Place | null>({
    source: this.wanted,
    computation: () => null,
  });

  readonly active = computed((): Place => this.within(this.wanted()), { equal: isSame });
  readonly range = computed((): Range => {
    const other = this.other();
    return rangeBetween(this.active(), other === null ? this.active() : this.within(other));
  });

  constructor(size: Signal<Size>) {
    this.size = size;
  }

  moveTo(place: Place): void {
    this.wanted.set({ ...place });
  }

  /** Marks everything from where the marking began up to a cell, which keys act on from then on. */
  extendTo(place: Place): void {
    const from = this.other() ?? this.active();
    this.wanted.set({ ...place });
    this.other.set(from);
  }

  /** Goes with a row that is at another place by now, and so does what is marked. */
  shiftTo(row: number): void {
    const [{ row: from, column }, other] = [this.active(), this.other()];
    this.wanted.set({ row, column });
    if (other !== null) this.other.set({ ...other, row: other.row + row - from });
  }

  private within({ row, column }: Place): Place {
    const { rows, columns } = this.size();
    return {
      row: Math.max(0, Math.min(row, rows - 1)),
      column: Math.max(0, Math.min(column, columns - 1)),
    };
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column;
}
