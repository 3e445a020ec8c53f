import {
  Component,
  DestroyRef,
  afterNextRender,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { SheetColumn } from './sheet.ts';

/** How the writing of a cell ends: with it taken, and where to go then, or given up. */
export type CellEnd = 'down' | 'up' | 'right' | 'left' | 'stay' | 'cancel';

/** The field in a cell that is written in. Enter and Tab take the text, Escape gives it up. */
@Component({
  selector: 'wb-cell-editor',
  template: `
    @if (column().kind === 'choice') {
      <select
        #field
        [attr.aria-label]="column().label"
        [attr.aria-describedby]="describedBy()"
        (change)="typed(field.value)"
        (keydown)="pressed($event)"
        (blur)="end('stay')"
      >
        @for (choice of column().choices; track choice.value) {
          <option [value]="choice.value" [selected]="choice.value === text()">
            {{ choice.label }}
          </option>
        }
      </select>
    } @else {
      <input
        #field
        autocomplete="off"
        spellcheck="false"
        [attr.aria-label]="column().label"
        [attr.aria-describedby]="describedBy()"
        [attr.aria-invalid]="isFault() || null"
        [value]="text()"
        (input)="typed(field.value)"
        (keydown)="pressed($event)"
        (blur)="end('stay')"
      />
    }
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 3;
      inset: 0 auto 0 0;
      min-width: 100%;
    }
    input,
    select {
      width: 100%;
      min-width: 12rem;
      height: 100%;
      padding: 0 0.55rem;
      border: 2px solid var(--wb-focus);
      border-radius: 0;
      background: var(--wb-raised);
      color: var(--wb-ink);
      font: inherit;
      outline: none;
      user-select: text;
    }
    [aria-invalid] {
      border-color: var(--wb-bad-fill);
    }
  `,
})
export class CellEditor<Row> {
  readonly column = input.required<SheetColumn<Row>>();
  readonly text = input.required<string>();
  readonly isFault = input.required<boolean>();
  readonly describedBy = input.required<string>();
  readonly changed = output<string>();
  readonly finished = output<CellEnd>();

  private readonly field =
    viewChild.required<ElementRef<HTMLInputElement | HTMLSelectElement>>('field');
  private isOver = false;

  constructor() {
    // Taken away with its sheet, the field loses the focus when nobody listens any more.
    inject(DestroyRef).onDestroy(() => {
      this.isOver = true;
    });
    afterNextRender(() => {
      const field = this.field().nativeElement;
      field.focus();
      if (field instanceof HTMLInputElement)
        field.setSelectionRange(field.value.length, field.value.length);
    });
  }

  protected typed(text: string): void {
    this.changed.emit(text);
  }

  protected pressed(event: KeyboardEvent): void {
    // The grid's own keys mean nothing while a cell is written in.
    event.stopPropagation();
    const { key, shiftKey } = event;
    if (key === 'Enter') this.end(shiftKey ? 'up' : 'down');
    else if (key === 'Tab') this.end(shiftKey ? 'left' : 'right');
    else if (key === 'Escape') this.end('cancel');
    else return;
    event.preventDefault();
  }

  protected end(how: CellEnd): void {
    // A text that is at fault stays open, except for who walks away from it.
    const isRefused = this.isFault() && how !== 'cancel' && how !== 'stay';
    if (this.isOver || isRefused) return;
    this.isOver = true;
    this.finished.emit(how);
  }
}

/** The key that goes where one is after that; null when one stays. */
export const endKeys: Readonly<Record<CellEnd, string | null>> = {
  down: 'ArrowDown',
  up: 'ArrowUp',
  right: 'ArrowRight',
  left: 'ArrowLeft',
  stay: null,
  cancel: null,
};
