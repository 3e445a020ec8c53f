import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { NOW, TIME_ZONE } from './now.ts';
import { absoluteTime, clockTime, relativeTime } from './wording.ts';

/** An instant: relative for reading, absolute with its zone on hover and on focus. */
@Component({
  selector: 'wb-time',
  imports: [MatTooltip],
  template: `<time
    [attr.datetime]="at()"
    [matTooltip]="tooltip()"
    [attr.tabindex]="focusable() ? 0 : null"
    matTooltipPosition="above"
    >{{ text() }}</time
  >`,
  styles: `
    time {
      white-space: nowrap;
    }
  `,
})
export class Time {
  /** RFC 3339. */
  readonly at = input.required<string>();
  readonly form = input<'relative' | 'absolute' | 'clock'>('relative');
  /** False where another element of the row already takes the focus. */
  readonly focusable = input(true);

  private readonly now = inject(NOW);
  private readonly zone = inject(TIME_ZONE);
  private readonly instant = computed(() => Date.parse(this.at()));
  private readonly absolute = computed(() => absoluteTime(this.instant(), this.zone()));

  protected readonly text = computed(() => {
    if (this.form() === 'absolute') return this.absolute();
    if (this.form() === 'clock') return clockTime(this.instant(), this.zone());
    return relativeTime(this.instant(), this.now(), this.zone());
  });
  protected readonly tooltip = computed(() =>
    this.form() === 'absolute'
      ? relativeTime(this.instant(), this.now(), this.zone())
      : this.absolute(),
  );
}
