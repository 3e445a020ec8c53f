import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, DestroyRef, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { Permissions } from '@waybill/portal-core';
import { EmptyState, Icon, KeysetPager, ProblemPanel, figure } from '@waybill/portal-ui';
import { RunFilters } from './run-filters.ts';
import { RunList } from './run-list.ts';
import { runListEvents } from './run-list-events.ts';
import { isFiltered } from './run-list-query.ts';
import { RunTable } from './run-table.ts';

@Component({
  selector: 'wb-run-list-page',
  imports: [EmptyState, Icon, KeysetPager, ProblemPanel, RouterLink, RunFilters, RunTable],
  providers: [RunList],
  templateUrl: './run-list-page.html',
  styleUrl: './run-list-page.scss',
})
export class RunListPage {
  private readonly store = inject(Store);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly permissions = inject(Permissions);
  private said = 0;

  protected readonly list = inject(RunList);
  protected readonly filtered = computed(() => isFiltered(this.list.query()));
  protected readonly mayUpload = computed(() => this.permissions.can('files:upload'));
  protected readonly newLabel = computed(() => {
    const arrived = this.list.arrived();
    const count = this.list.arrivedMore() ? `${arrived} or more` : String(arrived);
    return `${count} new ${arrived === 1 ? 'run' : 'runs'}`;
  });
  protected readonly shown = computed(() => {
    const count = this.list.rows().length;
    return `${figure(count)} ${count === 1 ? 'run' : 'runs'} on this page`;
  });

  constructor() {
    effect(() => {
      const arrived = this.list.arrived();
      // Said when the number grows, not with every look at it.
      if (arrived > this.said) void this.announcer.announce(this.newLabel(), 'polite');
      this.said = arrived;
    });
    effect(() => {
      if (this.list.answer.status() === 'resolved') {
        void this.announcer.announce(this.shown(), 'polite');
      }
    });
    inject(DestroyRef).onDestroy(() => {
      this.store.dispatch(runListEvents.pageLeft({ query: this.list.query() }));
    });
  }

  protected clearFilters(): void {
    this.store.dispatch(runListEvents.filtersCleared());
  }

  protected older(): void {
    const cursor = this.list.older();
    if (cursor === null) return;
    this.store.dispatch(runListEvents.olderOpened({ from: this.list.query().cursor, cursor }));
  }

  /** Back along the trail; an address that was opened deep in the list leads to the newest. */
  protected newer(): void {
    this.store.dispatch(runListEvents.newerOpened({ cursor: this.list.trail().at(-1) ?? null }));
  }
}
