import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FileDetail, RowProblem } from '@waybill/contracts';
import { CopyButton, Icon } from '@waybill/portal-ui';
import { explanationOf } from '@waybill/tabular';
import { remediesFor } from './file-remedies.ts';

/** Why a file was set aside: the cause in a sentence, found against expected, and what to do. */
@Component({
  selector: 'wb-file-problem',
  imports: [CopyButton, Icon, RouterLink],
  templateUrl: './file-problem.html',
  styleUrl: './file-problem.scss',
  host: { role: 'region', 'aria-label': 'Why the file was set aside' },
})
export class FileProblem {
  readonly problem = input.required<RowProblem>();
  readonly file = input.required<FileDetail>();

  protected readonly advice = computed(
    () => explanationOf(this.problem().code)?.advice ?? 'Look at the file and decide about it.',
  );
  /** Where the cause can be removed; what waits for the same feed can then be released with it. */
  protected readonly remedies = computed(() => remediesFor(this.problem().code, this.file()));
  protected readonly forTicket = computed(() => {
    const { code, message, expected, found } = this.problem();
    const { id, name, feed } = this.file();
    return [
      `**${name}** (${feed ?? 'no feed'}): ${message}`,
      `- Code: \`${code}\``,
      `- Expected: ${expected}`,
      ...(found ? [`- Found: \`${found}\``] : []),
      `- File: ${location.origin}/files/${id}`,
    ].join('\n');
  });
}
