import { httpResource } from '@angular/common/http';
import { Component, Injector, computed, inject, input } from '@angular/core';
import type { RowError, RowErrorCluster } from '@waybill/contracts';
import { RouterLink } from '@angular/router';
import { EmptyState, Icon, Refusal, figure } from '@waybill/portal-ui';
import { Permissions, isFinished } from '@waybill/portal-core';
import { ErrorCluster } from './error-cluster.ts';
import { RowErrorCard } from '@waybill/portal-core/row-errors';
import { RunDetail } from './run-detail.ts';

interface Group {
  readonly cluster: RowErrorCluster;
  readonly key: string;
  readonly open: boolean;
}

/** What went wrong, grouped by code and column: one line per cause and not one per row. */
@Component({
  selector: 'wb-errors-tab',
  imports: [EmptyState, ErrorCluster, Icon, Refusal, RouterLink, RowErrorCard],
  templateUrl: './errors-tab.html',
  styleUrl: './errors-tab.scss',
})
export class ErrorsTab {
  /** From the address; `code` opens one group. */
  readonly id = input.required<string>();
  readonly code = input<string>();
  /** From the address: one row that somebody wants to see first. */
  readonly error = input<string>();

  private readonly detail = inject(RunDetail);
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  protected readonly figure = figure;
  protected readonly wanted = httpResource<RowError>(() => {
    const id = this.error();
    return id ? `/bff/api/row-errors/${encodeURIComponent(id)}` : undefined;
  });
  protected readonly clusters = computed(() => this.detail.page()?.clusters ?? []);
  protected readonly loaded = computed(() => this.detail.page() !== undefined);
  protected readonly finished = computed(() => isFinished(this.detail.run()?.state ?? 'running'));
  /** What is mailed is what partners sent, so it takes both. */
  protected readonly sendRefusal = computed(
    () =>
      this.permissions.refusal('row-errors:decide') ??
      this.permissions.refusal('payload:read') ??
      (this.finished() ? null : 'The run has not finished yet.'),
  );
  /** A row that fails again keeps the error that it has, which is not this run's. */
  protected readonly original = computed(() => {
    const run = this.detail.run();
    const failed = run ? run.counts.rejected + run.counts.conflict : 0;
    return run && this.loaded() && failed > 0 ? run.replayOf : null;
  });
  protected readonly total = computed(() =>
    this.clusters().reduce((sum, { rows }) => sum + rows, 0),
  );
  protected readonly groups = computed((): Group[] => {
    // Who came for one row sees that row, and the groups closed below it.
    const [code, error] = [this.code(), this.error()];
    return this.clusters().map((cluster, index) => ({
      cluster,
      key: `${cluster.code}|${cluster.column ?? ''}`,
      open: !error && (code ? cluster.code === code : index === 0),
    }));
  });

  protected async sendBack(): Promise<void> {
    const run = this.detail.run();
    if (!run) return;
    const { openSendBackDialog } = await import('./send-back/send-back-dialog.ts');
    await openSendBackDialog(this.injector, run);
    // Meanwhile others may have settled rows.
    this.detail.reload();
  }
}
