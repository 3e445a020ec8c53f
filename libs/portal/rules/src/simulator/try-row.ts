import { Component, inject } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '@waybill/portal-ui';
import { RuleSimulator } from './rule-simulator.ts';

/** Opens and closes the simulator beside an editor. */
@Component({
  selector: 'wb-try-row',
  imports: [Icon, MatTooltip],
  template: `
    <button
      type="button"
      class="wb-button"
      matTooltip="What the rules say about a row of a file, while you write (s)"
      aria-keyshortcuts="s"
      aria-controls="simulator"
      [attr.aria-expanded]="simulator.isOpen()"
      (click)="simulator.isOpen() ? simulator.close() : simulator.open()"
    >
      <wb-icon name="play-circle" /> Try a row
    </button>
  `,
})
export class TryRow {
  protected readonly simulator = inject(RuleSimulator);
}
