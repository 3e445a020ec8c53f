import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { NOW } from './now.ts';
import { absoluteTime, clockTime, dayOfInstant, relativeTime } from './wording.ts';
import { TIME_ZONE, ZONE_CHOICE, zoneOf } from './zones.ts';

/** An instant: relative for reading, absolute with its zone on hover and on focus (or the other way round). */
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
  /** `clock` is for lists whose heading names the day and the zone. */
  readonly form = input<'relative' | 'absolute' | 'clock' | 'day'>('relative');
  /** False where another element of the row already takes the focus. */
  readonly focusable = input(true);
  /** Zone of the partner this instant belongs to, where a list shows many partners. */
  readonly partnerZone = input<string>();

  private readonly now = inject(NOW);
  private readonly choice = inject(ZONE_CHOICE);
  private readonly screenZone = inject(TIME_ZONE);
  private readonly zone = computed(() => {
    const partner = this.partnerZone();
    return partner ? zoneOf(this.choice(), partner) : this.screenZone();
  });
  private readonly instant = computed(() => Date.parse(this.at()));
  private readonly absolute = computed(() => absoluteTime(this.instant(), this.zone()));

  protected readonly text = computed(() => {
    if (this.form() === 'absolute') return this.absolute();
    if (this.form() === 'clock') return clockTime(this.instant(), this.zone());
    if (this.form() === 'day') return dayOfInstant(this.instant(), this.zone());
    return relativeTime(this.instant(), this.now(), this.zone());
  });
  protected readonly tooltip = computed(() =>
    this.form() === 'absolute'
      ? relativeTime(this.instant(), this.now(), this.zone())
      : this.absolute(),
  );
}
