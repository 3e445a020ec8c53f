import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RowError, RowProblem, Run } from '@waybill/contracts';
import { Permissions, isFinished } from '@waybill/portal-core';
import { CopyButton, Icon, figure } from '@waybill/portal-ui';
import { explanationOf } from '@waybill/tabular';
import { adviceFor } from '../../data/row-advice.ts';
import { remediesFor } from './remedies.ts';

/**
 * The first thing that went wrong, open in front of the reader: the cause in a sentence, where, found against expected, what to do,
 * and where it can be done.
 */
@Component({
  selector: 'wb-failure-panel',
  imports: [CopyButton, Icon, RouterLink],
  templateUrl: './failure-panel.html',
  styleUrl: './failure-panel.scss',
  host: { role: 'region', '[attr.aria-label]': 'label()', '[class.rows]': '!isWhole()' },
})
export class FailurePanel {
  readonly run = input.required<Run>();
  readonly problem = input.required<RowProblem>();
  /** The row whose problem it is; null when the run failed as a whole. */
  readonly row = input<RowError | null>(null);

  private readonly permissions = inject(Permissions);
  protected readonly isWhole = computed(() => this.row() === null);
  protected readonly label = computed(() =>
    this.isWhole() ? 'Why the run failed' : 'First row that failed',
  );
  /** In the words of the catalogue when the message would only repeat place and value. */
  protected readonly cause = computed(() => {
    const { message, code } = this.problem();
    const cause = message
      .replace(/^Line \d+(?:, column “[^”]*”)?: /, '')
      .replace(/, found “[^]*”\.$/, '.');
    return cause === '.' || cause === ''
      ? (explanationOf(code)?.title ?? message)
      : cause.charAt(0).toUpperCase() + cause.slice(1);
  });
  protected readonly advice = computed(() => adviceFor(this.problem().code));
  protected readonly place = computed(() => {
    const { line, column } = this.problem();
    const row = this.row();
    return [
      row ? `row ${figure(row.rowNo)}` : '',
      line || row ? `line ${figure(line ?? row?.line ?? 0)}` : '',
      column ? `column “${column}”` : '',
    ]
      .filter(Boolean)
      .join(', ');
  });
  protected readonly others = computed(() => {
    const { rejected, conflict } = this.run().counts;
    return rejected + conflict - 1;
  });
  protected readonly figure = figure;
  protected readonly remedies = computed(() =>
    remediesFor(this.problem().code, this.run(), this.isWhole()),
  );
  protected readonly mayReplay = computed(
    () => !this.isWhole() && isFinished(this.run().state) && this.permissions.can('replays:plan'),
  );
  protected readonly forTicket = computed(() => {
    const { code, message, expected, found } = this.problem();
    const { id, feed, file } = this.run();
    return [
      `**${file.name}** (${feed}) failed: ${message}`,
      `- Code: \`${code}\``,
      ...(this.place() ? [`- Where: ${this.place()}`] : []),
      `- Expected: ${expected}`,
      ...(found ? [`- Found: \`${found}\``] : []),
      `- Run: ${location.origin}/runs/${id}`,
    ].join('\n');
  });
}
