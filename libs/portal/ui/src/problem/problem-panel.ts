import { Component, input, output } from '@angular/core';
import { CopyButton } from '../actions/copy-button.ts';
import { Icon } from '../icon/icon.ts';
import type { IconName } from '../icon/glyphs.ts';

/** An error where its result would have been: what happened, what to do, and what to tell support. */
@Component({
  selector: 'wb-problem-panel',
  imports: [CopyButton, Icon],
  templateUrl: './problem-panel.html',
  styleUrl: './problem-panel.scss',
  host: { role: 'alert', '[class.compact]': 'compact()' },
})
export class ProblemPanel {
  readonly heading = input.required<string>();
  readonly advice = input.required<string>();
  readonly code = input.required<string>();
  readonly traceId = input<string | null>(null);
  readonly details = input<readonly string[]>([]);
  readonly icon = input<IconName>('error');
  /** Label of the button; none without it. */
  readonly action = input<string | null>(null);
  readonly compact = input(false);
  readonly acted = output();

  protected forTicket(): string {
    const trace = this.traceId();
    return `${this.heading()} (code ${this.code()}${trace ? `, trace ${trace}` : ''})`;
  }
}
