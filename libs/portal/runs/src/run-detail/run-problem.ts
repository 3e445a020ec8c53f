import { Component, computed, input } from '@angular/core';
import type { RowProblem, Run } from '@waybill/contracts';
import { CopyButton, Icon } from '@waybill/portal-ui';
import { adviceFor } from '../data/row-advice.ts';

/** Why a run failed as a whole: the cause in a sentence, found against expected, and what to do. */
@Component({
  selector: 'wb-run-problem',
  imports: [CopyButton, Icon],
  template: `
    <wb-icon name="error" />
    <div class="words">
      <h2>{{ problem().message }}</h2>
      <p>{{ advice() }}</p>
      <dl>
        @if (problem().found; as found) {
          <div>
            <dt>Found</dt>
            <dd>
              <code>{{ found }}</code>
            </dd>
          </div>
        }
        <div>
          <dt>Expected</dt>
          <dd>{{ problem().expected }}</dd>
        </div>
        @if (place(); as where) {
          <div>
            <dt>Where</dt>
            <dd>{{ where }}</dd>
          </div>
        }
        <div>
          <dt>Code</dt>
          <dd>
            <code>{{ problem().code }}</code>
            <wb-copy-button [text]="forTicket()" label="Copy for a ticket" />
          </dd>
        </div>
      </dl>
    </div>
  `,
  styleUrl: './run-problem.scss',
  host: { role: 'region', 'aria-label': 'Why the run failed' },
})
export class RunProblem {
  readonly problem = input.required<RowProblem>();
  readonly run = input.required<Run>();

  protected readonly advice = computed(() => adviceFor(this.problem().code));
  protected readonly place = computed(() => {
    const { line, column } = this.problem();
    return [line ? `line ${line}` : '', column ? `column ${column}` : '']
      .filter(Boolean)
      .join(', ');
  });
  protected readonly forTicket = computed(() => {
    const { code, message, expected, found } = this.problem();
    const { id, feed, file } = this.run();
    return [
      `**${file.name}** (${feed}) failed: ${message}`,
      `- Code: \`${code}\``,
      `- Expected: ${expected}`,
      ...(found ? [`- Found: \`${found}\``] : []),
      `- Run: ${location.origin}/runs/${id}`,
    ].join('\n');
  });
}
