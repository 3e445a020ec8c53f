import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunRow } from '@waybill/contracts';
import { Permissions, outcomeWords, toProblem } from '@waybill/portal-core';
import { CopyButton, Icon, Skeleton, figure } from '@waybill/portal-ui';

/** One row of a run, opened: its line as received, and the ways on from it. */
@Component({
  selector: 'wb-row-panel',
  imports: [CopyButton, Icon, RouterLink, Skeleton],
  templateUrl: './row-panel.html',
  styleUrl: './row-panel.scss',
})
export class RowPanel {
  readonly run = input.required<string>();
  readonly row = input.required<RunRow>();

  private readonly permissions = inject(Permissions);
  protected readonly figure = figure;
  protected readonly refusal = computed(() => this.permissions.refusal('payload:read'));
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
}
