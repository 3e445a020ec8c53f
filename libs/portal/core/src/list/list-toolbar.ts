import { Component, computed, inject, input } from '@angular/core';
import { DayField, Icon, figure } from '@waybill/portal-ui';
import type { Filter, StateOption } from './filter.ts';
import type { List } from './list.ts';
import { Names } from '../names/names.ts';
import { rangeLabels } from './time-range.ts';

const typingPauseMs = 300;

interface Chip extends StateOption {
  readonly count: string;
  readonly pressed: boolean;
}

/** Search box, state chips with their counts, and a field for every other filter of a list. */
@Component({
  selector: 'wb-list-toolbar',
  imports: [DayField, Icon],
  templateUrl: './list-toolbar.html',
  styleUrl: './list-toolbar.scss',
})
export class ListToolbar<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();

  private readonly names = inject(Names);
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly ranges = Object.entries(rangeLabels);
  protected readonly label = computed(() => capitalised(this.list().definition.nouns[1]));
  protected readonly fields = computed(() => {
    const { filters } = this.list().query();
    return this.list()
      .openFilters()
      .map(({ name, filter }) => ({
        name,
        id: `${this.list().definition.name}-filter-${name}`,
        filter,
        value: filters[name],
        options: filter.kind === 'choice' ? filter.options(this.names, filters) : [],
      }))
      .filter(({ filter }) => filter.kind !== 'states')
      .filter(({ filter }) => filter.kind !== 'day' || isBetweenDays(filters));
  });
  protected readonly states = computed(() =>
    this.list()
      .openFilters()
      .find(({ filter }) => filter.kind === 'states'),
  );
  protected readonly chosenStates = computed(() => {
    const { filters } = this.list().query();
    const states = this.states();
    return (states && filters[states.name]?.split(',')) ?? [];
  });
  protected readonly total = computed(() => {
    const stats = this.list().stats();
    return stats ? figure(sum(stats.states)) : '';
  });
  protected readonly chips = computed((): Chip[] => {
    const filter = this.states()?.filter;
    if (filter?.kind !== 'states') return [];
    const counts = this.list().stats()?.states;
    return filter.states.map((state) => ({
      ...state,
      count: counts ? figure(counts[state.value] ?? 0) : '',
      pressed: this.chosenStates().includes(state.value),
    }));
  });

  /** The word for a choice that is not made. */
  protected allOf(filter: Filter): string {
    return filter.kind === 'choice' ? filter.all : '';
  }

  protected toggle(state: string): void {
    const chosen = this.chosenStates();
    const next = chosen.includes(state)
      ? chosen.filter((each) => each !== state)
      : [...chosen, state];
    this.showStates(next);
  }

  protected showStates(chosen: readonly string[]): void {
    const name = this.states()?.name;
    if (name) this.set(name, chosen.join(','));
  }

  protected typed(name: Name, event: Event, atOnce: boolean): void {
    clearTimeout(this.typing);
    const text = valueOf(event);
    const send = () => {
      if ((text.trim() || null) !== this.list().query().filters[name]) this.set(name, text);
    };
    if (atOnce) send();
    else this.typing = setTimeout(send, typingPauseMs);
  }

  protected chosen(name: Name, event: Event): void {
    this.set(name, valueOf(event));
  }

  protected set(name: Name, text: string): void {
    const change: Partial<Record<Name, string | null>> = {};
    change[name] = this.list().definition.filters[name].read(text);
    this.list().filter(change);
  }
}

function isBetweenDays({ range }: Readonly<Record<string, string | null>>): boolean {
  return range === 'dates';
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : '';
}
