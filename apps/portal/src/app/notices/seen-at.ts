import { Component, input } from '@angular/core';
import { Time } from '@waybill/portal-ui';

/** How old what is shown is. Apart, so that the words for times are fetched with it, not before every first screen. */
@Component({
  selector: 'wb-seen-at',
  imports: [Time],
  template: `What you see is from <wb-time [at]="at()" form="absolute" />.`,
})
export class SeenAt {
  /** ISO 8601, of an answer of the hub. */
  readonly at = input.required<string>();
}
