import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RunRow } from '@waybill/contracts';
import { Permissions, outcomeWords, toProblem } from '@waybill/portal-core';
import { CopyButton, Icon, Refusal, Skeleton, figure } from '@waybill/portal-ui';

/** One row of a run, opened: its line as received, and the ways on from it. */
@Component({
  selector: 'wb-row-panel',
  imports: [CopyButton, Icon, Refusal, RouterLink, Skeleton],
  templateUrl: './row-panel.html',
  styleUrl: './row-panel.scss',
})
export class RowPanel {
  readonly run = input.required<string>();
  readonly row = input.required<RunRow>();
  /** The feed whose rules can take the row as a test; null for a roster, which has none. */
  readonly ruleSet = input.required<string | null>();

  private readonly permissions = inject(Permissions);
  private readonly router = inject(Router);
  protected readonly figure = figure;
  protected readonly refusal = computed(() => this.permissions.refusal('payload:read'));
  protected readonly testRefusal = computed(() => this.permissions.refusal('rules:write'));
  protected readonly meaning = computed(() => outcomeWords[this.row().outcome].meaning);
  protected readonly answer = httpResource<RunRow & { rawLine: string | null }>(() =>
    this.refusal() === null
      ? `/bff/api/runs/${encodeURIComponent(this.run())}/rows/${String(this.row().rowNo)}`
      : undefined,
  );
  protected readonly line = computed(() =>
    this.answer.hasValue() ? this.answer.value().rawLine : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });

  protected makeTest(ruleSet: string): void {
    const from = `${this.run()}.${String(this.row().rowNo)}`;
    void this.router.navigate(['/rules', ruleSet, 'tests'], { queryParams: { from } });
  }
}
