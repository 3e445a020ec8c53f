import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RowError, RowErrorCluster } from '@waybill/contracts';
import { Icon, ProblemPanel, Skeleton, figure } from '@waybill/portal-ui';
import { Permissions, cursorList } from '@waybill/portal-core';
import { adviceFor } from '../data/row-advice.ts';
import { RowErrorCard } from '@waybill/portal-core/row-errors';

const rowsPerPage = 20;

/** Rows that failed alike; opens to the rows themselves. */
@Component({
  selector: 'wb-error-cluster',
  imports: [Icon, ProblemPanel, RouterLink, RowErrorCard, Skeleton],
  templateUrl: './error-cluster.html',
  styleUrl: './error-cluster.scss',
  host: { class: 'wb-card' },
})
export class ErrorCluster {
  readonly run = input.required<string>();
  readonly cluster = input.required<RowErrorCluster>();
  readonly startOpen = input.required<boolean>();

  private readonly permissions = inject(Permissions);
  protected readonly mayReplay = computed(() => this.permissions.can('replays:plan'));
  protected readonly open = linkedSignal(() => this.startOpen());
  protected readonly advice = computed(() => adviceFor(this.cluster().code));
  protected readonly cause = computed(() => causeIn(this.cluster().example));
  protected readonly rows = computed(() => figure(this.cluster().rows));
  protected readonly bodyId = computed(
    () => `errors-${this.cluster().code}-${this.cluster().column ?? 'row'}`,
  );
  private readonly request = computed(
    () => {
      if (!this.open()) return undefined;
      const { code, column } = this.cluster();
      return {
        url: '/bff/api/row-errors',
        params: {
          run: this.run(),
          code,
          limit: String(rowsPerPage),
          ...(column === null ? {} : { column }),
        },
      };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly list = cursorList<RowError>(this.request);
  protected readonly remaining = computed(() =>
    figure(Math.max(0, this.cluster().rows - this.list.items().length)),
  );

  protected toggle(): void {
    this.open.update((open) => !open);
  }
}

/** What the rows have in common: the first one's message without its own line, column and value. */
function causeIn(example: string): string {
  const cause = example
    .replace(/^Line \d+(?:, column “[^”]*”)?: /, '')
    .replace(/, found “.*”\.$/, '.');
  return cause.charAt(0).toUpperCase() + cause.slice(1);
}
