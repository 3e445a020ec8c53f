import { Component, afterRenderEffect, computed, input, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RowError } from '@waybill/contracts';
import { CopyButton, Icon, StatusChip, figure } from '@waybill/portal-ui';
import { rowErrorWords } from '../words/row-error-words.ts';

interface Cell {
  readonly column: string;
  readonly text: string;
  /** What is wrong with it; null for a sound cell. */
  readonly fault: string | null;
}

/** One row that failed: what was found and expected, and the row as received with the wrong cell marked. */
@Component({
  selector: 'wb-row-error-card',
  imports: [CopyButton, Icon, RouterLink, StatusChip],
  templateUrl: './row-error-card.html',
  styleUrl: './row-error-card.scss',
  host: { role: 'article', '[attr.aria-label]': 'heading()' },
})
export class RowErrorCard {
  readonly error = input.required<RowError>();

  private readonly strip = viewChild<ElementRef<HTMLElement>>('strip');
  protected readonly state = computed(() => rowErrorWords[this.error().state]);
  protected readonly heading = computed(() => `Row ${figure(this.error().rowNo)}`);
  protected readonly line = computed(() => `line ${figure(this.error().line)}`);
  /** Null when the role may not see what the partner sent. */
  protected readonly cells = computed((): Cell[] | null => {
    const { cells, problems } = this.error();
    return (
      cells?.map(({ column, text, problem }) => ({
        column,
        text,
        fault: problem === null ? null : (problems[problem]?.message ?? 'This cell is wrong.'),
      })) ?? null
    );
  });
  protected readonly isMasked = computed(
    () => this.error().cells === null && this.error().rawLine === null,
  );

  constructor() {
    // A row may be far wider than the screen; what is wrong with it must not have to be looked for.
    afterRenderEffect(() => {
      const strip = this.strip()?.nativeElement;
      const wrong = this.cells() && strip?.querySelector<HTMLElement>('td.wrong');
      if (strip && wrong) strip.scrollLeft = wrong.offsetLeft - wrong.offsetWidth;
    });
  }
}
