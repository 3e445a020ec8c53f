import { Component, computed, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { RunState, RunsPage } from '@waybill/contracts';
import { Icon, figure } from '@waybill/portal-ui';
import { stateWords } from '@waybill/portal-core';
import { runListEvents } from './run-list-events.ts';
import { isFiltered, rangeLabels, sortLabels } from './run-list-query.ts';
import type { Range, RunListQuery, RunSort } from './run-list-query.ts';

const typingPauseMs = 300;

interface Chip {
  readonly state: RunState;
  readonly label: string;
  readonly count: string;
  readonly icon: (typeof stateWords)[RunState]['icon'];
  readonly tone: string;
  readonly pressed: boolean;
}

@Component({
  selector: 'wb-run-filters',
  imports: [Icon],
  templateUrl: './run-filters.html',
  styleUrl: './run-filters.scss',
})
export class RunFilters {
  readonly query = input.required<RunListQuery>();
  readonly page = input.required<RunsPage | undefined>();

  private readonly store = inject(Store);
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly ranges = Object.entries(rangeLabels);
  protected readonly sorts = Object.entries(sortLabels);
  protected readonly filtered = computed(() => isFiltered(this.query()));
  protected readonly partners = computed(() => this.page()?.partners ?? []);
  protected readonly feeds = computed(() => {
    const { partner } = this.query();
    return (this.page()?.feeds ?? []).filter((feed) => !partner || feed.partner === partner);
  });
  protected readonly total = computed(() => {
    const states = this.page()?.states;
    return states ? figure(Object.values(states).reduce((sum, count) => sum + count, 0)) : '';
  });
  protected readonly chips = computed((): Chip[] => {
    const counts = this.page()?.states;
    return states.map((state) => ({
      state,
      ...stateWords[state],
      count: counts ? figure(counts[state]) : '',
      pressed: this.query().states.includes(state),
    }));
  });

  protected toggle(state: RunState): void {
    const states = this.query().states;
    const change = states.includes(state)
      ? states.filter((each) => each !== state)
      : [...states, state];
    this.change({ states: change });
  }

  protected showAll(): void {
    this.change({ states: [] });
  }

  protected search(event: Event, atOnce: boolean): void {
    clearTimeout(this.typing);
    const q = valueOf(event).trim();
    const send = () => {
      if (q !== this.query().q) this.change({ q });
    };
    if (atOnce) send();
    else this.typing = setTimeout(send, typingPauseMs);
  }

  protected choosePartner(event: Event): void {
    this.change({ partner: valueOf(event) || null, feed: null });
  }

  protected chooseFeed(event: Event): void {
    this.change({ feed: valueOf(event) || null });
  }

  protected chooseRange(event: Event): void {
    const value = valueOf(event);
    const isRange = (text: string): text is Range => Object.hasOwn(rangeLabels, text);
    if (isRange(value)) this.change({ range: value, from: null, to: null });
  }

  protected chooseDate(end: 'from' | 'to', event: Event): void {
    this.change({ range: 'dates', [end]: valueOf(event) || null });
  }

  protected chooseSort(event: Event): void {
    const value = valueOf(event);
    const isSort = (text: string): text is RunSort => Object.hasOwn(sortLabels, text);
    if (isSort(value)) this.change({ sort: value });
  }

  protected clear(): void {
    this.store.dispatch(runListEvents.filtersCleared());
  }

  private change(change: Partial<RunListQuery>): void {
    this.store.dispatch(runListEvents.filterChanged({ change }));
  }
}

const isState = (text: string): text is RunState => Object.hasOwn(stateWords, text);
const states: readonly RunState[] = Object.keys(stateWords).filter(isState);

function valueOf({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : '';
}
