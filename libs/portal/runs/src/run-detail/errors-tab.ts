import { Component, computed, inject, input } from '@angular/core';
import type { RowErrorCluster } from '@waybill/contracts';
import { EmptyState, figure } from '@waybill/portal-ui';
import { isFinished } from '../data/run-words.ts';
import { ErrorCluster } from './error-cluster.ts';
import { RunDetail } from './run-detail.ts';

interface Group {
  readonly cluster: RowErrorCluster;
  readonly key: string;
  readonly open: boolean;
}

/** What went wrong, grouped by code and column: one line per cause and not one per row. */
@Component({
  selector: 'wb-errors-tab',
  imports: [EmptyState, ErrorCluster],
  templateUrl: './errors-tab.html',
  styleUrl: './errors-tab.scss',
})
export class ErrorsTab {
  /** From the address; `code` opens one group. */
  readonly id = input.required<string>();
  readonly code = input<string>();

  private readonly detail = inject(RunDetail);
  protected readonly figure = figure;
  protected readonly clusters = computed(() => this.detail.page()?.clusters ?? []);
  protected readonly loaded = computed(() => this.detail.page() !== undefined);
  protected readonly finished = computed(() => isFinished(this.detail.run()?.state ?? 'running'));
  protected readonly total = computed(() =>
    this.clusters().reduce((sum, { rows }) => sum + rows, 0),
  );
  protected readonly groups = computed((): Group[] => {
    const wanted = this.code();
    return this.clusters().map((cluster, index) => ({
      cluster,
      key: `${cluster.code}|${cluster.column ?? ''}`,
      open: wanted ? cluster.code === wanted : index === 0,
    }));
  });
}
