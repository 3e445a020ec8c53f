import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { NOW } from './now.ts';
import { duration, timeRange } from './wording.ts';
import { TIME_ZONE } from './zones.ts';

/** From when to when, in one zone that is named; how long that was on hover and on focus. */
@Component({
  selector: 'wb-time-range',
  imports: [MatTooltip],
  template: `<span tabindex="0" [matTooltip]="length()" matTooltipPosition="above">{{
    text()
  }}</span>`,
})
export class TimeRange {
  /** RFC 3339. */
  readonly from = input.required<string>();
  /** RFC 3339; null while it has not ended. */
  readonly to = input.required<string | null>();

  private readonly now = inject(NOW);
  private readonly zone = inject(TIME_ZONE);
  private readonly end = computed(() => {
    const to = this.to();
    return to === null ? this.now() : Date.parse(to);
  });
  protected readonly text = computed(() => {
    const from = Date.parse(this.from());
    return this.to() === null
      ? `since ${timeRange(from, from, this.zone())}`
      : timeRange(from, this.end(), this.zone());
  });
  protected readonly length = computed(() => duration(this.end() - Date.parse(this.from())));
}
