import { Component } from '@angular/core';
import { Time, TimeRange, showPartnerZone } from '@waybill/portal-ui';

/** Every form of an instant and of a range; the zone switch in the user menu moves them. */
@Component({
  selector: 'wb-time-exhibit',
  imports: [Time, TimeRange],
  template: `
    <dl>
      <dt>Relative, near</dt>
      <dd><wb-time [at]="now" /></dd>
      <dt>Relative, far</dt>
      <dd><wb-time at="2025-10-19T05:00:04Z" /></dd>
      <dt>Absolute</dt>
      <dd><wb-time at="2026-11-23T05:00:04Z" form="absolute" /></dd>
      <dt>Clock</dt>
      <dd><wb-time at="2026-11-23T05:00:04.120Z" form="clock" /></dd>
      <dt>Day</dt>
      <dd><wb-time at="2026-11-23T23:30:00Z" form="day" /></dd>
      <dt>Range</dt>
      <dd><wb-time-range from="2026-11-23T05:00:00Z" to="2026-11-23T06:15:00Z" /></dd>
      <dt>Range that goes on</dt>
      <dd><wb-time-range [from]="now" [to]="null" /></dd>
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: 10rem 1fr;
      gap: var(--wb-space-2);
    }
  `,
})
export class TimeExhibit {
  protected readonly now = new Date().toISOString();

  constructor() {
    showPartnerZone(() => 'Asia/Tokyo');
  }
}
