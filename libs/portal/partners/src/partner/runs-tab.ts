import { httpResource } from '@angular/common/http';
import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Page, Run } from '@waybill/contracts';
import { RunsTable } from '../ui/runs-table.ts';

/** The last fifty; the list of runs, filtered by this partner, has all of them. */
@Component({
  selector: 'wb-partner-runs-tab',
  imports: [RouterLink, RunsTable],
  template: `
    <section class="wb-card flush">
      <div class="title">
        <h2>Last runs</h2>
        <a routerLink="/runs" [queryParams]="{ partner: id() }">All runs, with filters</a>
      </div>
      <wb-runs-table [answer]="runs" />
    </section>
  `,
  styleUrl: '../ui/section.scss',
})
export class RunsTab {
  readonly id = input.required<string>();
  protected readonly runs = httpResource<Page<Run>>(() => ({
    url: '/bff/api/runs',
    params: { partner: this.id(), limit: '50', sort: 'newest' },
  }));
}
