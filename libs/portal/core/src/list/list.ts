import { HttpClient, httpResource } from '@angular/common/http';
import { DestroyRef, computed, effect, inject, linkedSignal, untracked } from '@angular/core';
import { Store, createSelector } from '@ngrx/store';
import { getRouterSelectors } from '@ngrx/router-store';
import type { Params } from '@angular/router';
import type { Page, SavedView } from '@waybill/contracts';
import type { Density } from '@waybill/portal-ui/table';
import { preferencesFeature } from '../preferences/preferences.ts';
import { whileVisible } from '../live/while-visible.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { FilterValues } from './filter.ts';
import type { ListColumn, ListDefinition } from './list-definition.ts';
import { listEvents } from './list-events.ts';
import { filterParams, isFiltered, namesOf, readQuery, writeQuery } from './list-query.ts';
import type { ListQuery } from './list-query.ts';
import { ListSelection } from './list-selection.ts';
import { selectTrail } from './lists-feature.ts';
import { SavedViews, addressOf } from './saved-views.ts';
import type { ViewContent } from './saved-views.ts';

const lookEveryMs = 4000;

/** How many there are, under all filters but the state. */
export interface ListStats {
  readonly states: Readonly<Record<string, number>>;
  readonly total: number;
  /** There are more than were counted. */
  readonly more?: boolean;
}

const { selectQueryParams } = getRouterSelectors();

/**
 * The items of the address, kept up to date without moving anything: an item that is shown changes in place, a new one is only
 * counted until the person asks for it. Made by `injectList`.
 */
export class List<Item, Name extends string = string, Sort extends string = string> {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  readonly definition: ListDefinition<Item, Name, Sort>;
  private readonly fixed: () => Readonly<Record<string, string>>;

  private readonly pageSize = this.store.selectSignal(preferencesFeature.selectPageSize);
  private readonly preferredDensity = this.store.selectSignal(preferencesFeature.selectDensity);

  readonly query = computed(() => readQuery(this.definition, this.params()), { equal: sameJson });
  private readonly params = this.store.selectSignal(
    // Nothing is known of the address before the first navigation.
    createSelector(selectQueryParams, (params?: Params) => params ?? {}),
  );
  private readonly filters = computed(() => ({ ...this.query().filters, ...this.fixed() }), {
    equal: sameJson,
  });
  /** What the API is asked with besides the page: filters, those that are fixed among them. */
  readonly filterParams = computed(() => filterParams(this.filters(), Date.now()));
  private readonly request = computed(
    () => {
      const { sort, cursor } = this.query();
      return {
        limit: String(this.pageSize()),
        sort,
        ...this.filterParams(),
        ...(cursor ? { cursor } : {}),
      };
    },
    { equal: sameJson },
  );

  readonly answer = httpResource<Page<Item>>(() => ({
    url: this.definition.path,
    params: this.request(),
  }));
  private readonly statsAnswer = httpResource<ListStats>(() => {
    const { statsPath } = this.definition;
    if (!statsPath) return undefined;
    const { ['state']: _state, ...params } = this.filterParams();
    return { url: statsPath, params };
  });
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );

  /** What is on the screen: the last page stays, dimmed, while the next one is on its way. */
  readonly page = linkedSignal<Page<Item> | undefined, Page<Item> | undefined>({
    source: this.loaded,
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  /** Null until the first are there, and where there are more than anybody waits to have counted. */
  readonly stats = linkedSignal<ListStats | null, ListStats | null>({
    source: () => (this.statsAnswer.hasValue() ? this.statsAnswer.value() : null),
    computation: (stats, previous) => (stats?.more ? null : (stats ?? previous?.value ?? null)),
  });
  /** The same page as the hub has it now. */
  private readonly latest = linkedSignal<Page<Item> | undefined, Page<Item> | null>({
    source: this.loaded,
    computation: () => null,
  });

  /** Null until the first page is there. */
  readonly rows = computed((): readonly Item[] | null => {
    const { id } = this.definition;
    const latest = new Map(this.latest()?.items.map((item) => [id(item), item]));
    return this.page()?.items.map((item) => latest.get(id(item)) ?? item) ?? null;
  });
  /** Items that came since the page was loaded. */
  readonly arrived = computed(() => {
    const { id, live } = this.definition;
    if (this.query().cursor !== null || this.query().sort !== live) return 0;
    const shown = new Set(this.page()?.items.map(id));
    return (this.latest()?.items ?? []).filter((item) => !shown.has(id(item))).length;
  });
  /** Whether so much has come that the newest page holds nothing known any more. */
  readonly arrivedMore = computed(() => {
    const latest = this.latest();
    return latest !== null && latest.next !== null && this.arrived() === latest.items.length;
  });
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** Filters that a person may set: all but those the screen has fixed. */
  readonly openFilters = computed(() => {
    const fixed = this.fixed();
    return namesOf(this.definition.filters)
      .filter((name) => !Object.hasOwn(fixed, name))
      .map((name) => ({ name, filter: this.definition.filters[name] }));
  });
  /** Whether the screen fixes no filter; saved views are of whole lists only. */
  readonly isWhole = computed(() => Object.keys(this.fixed()).length === 0);
  readonly filtered = computed(() => isFiltered(this.query()));
  readonly hasNext = computed(() => (this.page()?.next ?? null) !== null);
  readonly hasBefore = computed(() => this.query().cursor !== null);
  readonly columns = computed((): readonly ListColumn<Item, Name>[] => {
    const { columns } = this.definition;
    const chosen = this.query().columns;
    if (!chosen) return columns.filter(({ optional }) => !optional);
    const [first] = columns;
    const others = chosen.flatMap((id) => columns.find((column) => column.id === id) ?? []);
    return first ? [first, ...others.filter((column) => column !== first)] : others;
  });
  /** Where the list is, in one text: another one shows other rows. */
  readonly place = computed(() => JSON.stringify(this.request()));
  readonly density = computed((): Density => this.query().density ?? this.preferredDensity());
  /** How many match all filters; null while nobody knows. */
  readonly matching = computed((): number | null => {
    const stats = this.stats();
    const { state = null }: Readonly<Record<string, string | null>> = this.filters();
    if (!stats) return this.hasNext() || this.hasBefore() ? null : (this.rows()?.length ?? null);
    const states = state?.split(',') ?? Object.keys(stats.states);
    return states.reduce((sum, each) => sum + (stats.states[each] ?? 0), 0);
  });
  readonly selection = new ListSelection({
    ids: () => this.rows()?.map(this.definition.id) ?? [],
    place: () => this.place(),
    query: () => this.filterParams(),
    matching: () => this.matching(),
  });
  readonly views: SavedViews;
  /** The saved view that is shown, or was before it was changed. */
  readonly view = computed(() => this.views.of(this.query().view));
  readonly modified = computed(() => {
    const view = this.view();
    if (!view) return false;
    const { query, columns, density } = view;
    return !sameJson(inOrder(this.content()), inOrder({ query, columns, density }));
  });
  private readonly trail: () => readonly (string | null)[];

  constructor(
    definition: ListDefinition<Item, Name, Sort>,
    fixed: () => Readonly<Record<string, string>>,
  ) {
    this.definition = definition;
    this.fixed = fixed;
    this.trail = this.store.selectSignal(selectTrail(definition.name));
    this.views = new SavedViews(definition.name);
    this.beginWithView();
    whileVisible(
      lookEveryMs,
      () => definition.live !== undefined && this.loaded() !== undefined,
      () => {
        this.look();
      },
    );
    inject(DestroyRef).onDestroy(() => {
      this.store.dispatch(listEvents.left({ list: definition.name, params: this.address() }));
    });
  }

  /** Sets some filters, null takes one away; what they make meaningless goes with them. */
  filter(change: Partial<FilterValues<Name>>): void {
    const { filters } = this.definition;
    const gone = namesOf(change).flatMap((name) => filters[name].clears ?? []);
    const cleared = Object.fromEntries(
      gone.filter((name) => Object.hasOwn(filters, name)).map((name) => [name, null]),
    );
    this.change({ filters: { ...this.query().filters, ...cleared, ...change } });
  }

  clear(): void {
    const { filters } = readQuery(this.definition, {});
    this.change({ filters });
  }

  order(sort: Sort): void {
    this.change({ sort });
  }

  show(columns: readonly string[] | null): void {
    this.change({ columns });
  }

  /** Null shows what the person likes. */
  showDensity(density: Density | null): void {
    if (density !== this.query().density) this.change({ density });
  }

  /** What a saved view keeps of the list as it is shown. */
  content(): Omit<ViewContent, 'name' | 'shared'> {
    const { columns, density } = this.query();
    const {
      cursor: _cursor,
      view: _view,
      columns: _columns,
      density: _density,
      ...query
    } = this.address();
    const set = Object.entries(query).filter(([, value]) => typeof value === 'string');
    return { query: Object.fromEntries(set), columns: columns && [...columns], density };
  }

  openView(view: SavedView): void {
    const { name: list } = this.definition;
    this.store.dispatch(listEvents.queryChanged({ list, params: addressOf(view, this.address()) }));
  }

  leaveView(): void {
    this.change({ view: null });
  }

  next(): void {
    const cursor = this.page()?.next ?? null;
    if (cursor === null) return;
    const { name: list } = this.definition;
    const from = this.query().cursor;
    const params = this.address({ cursor });
    this.store.dispatch(listEvents.nextPageOpened({ list, from, params }));
  }

  /** Back along the trail; an address that was opened deep in the list leads to its beginning. */
  before(): void {
    const params = this.address({ cursor: this.trail().at(-1) ?? null });
    this.store.dispatch(listEvents.pageBeforeOpened({ list: this.definition.name, params }));
  }

  /** Shows what has arrived, or tries again after an error. */
  reload(): void {
    this.answer.reload();
    this.statsAnswer.reload();
  }

  /** A link that says nothing but `?view=` shows that view, an address that says nothing the one that opens first. */
  private beginWithView(): void {
    const waiting = effect(() => {
      // Asked only now: while the list is made, the store still has the address of the screen before.
      if (!this.isWhole() || this.views.all() === null) return;
      untracked(() => {
        const view = this.views.of(this.query().view ?? this.views.defaultId());
        if (view && this.isPlain()) this.openView(view);
      });
      waiting.destroy();
    });
  }

  private isPlain(): boolean {
    const { filters, sort, cursor, columns } = this.query();
    const usual = readQuery(this.definition, {});
    return (
      cursor === null && columns === null && sort === usual.sort && sameJson(filters, usual.filters)
    );
  }

  private change(change: Partial<ListQuery<Name, Sort>>): void {
    const params = this.address({ ...change, cursor: null });
    this.store.dispatch(listEvents.queryChanged({ list: this.definition.name, params }));
  }

  private address(change: Partial<ListQuery<Name, Sort>> = {}): Params {
    return writeQuery(this.definition, { ...this.query(), ...change });
  }

  private look(): void {
    const asked = this.request();
    this.http.get<Page<Item>>(this.definition.path, { params: asked }).subscribe({
      next: (page) => {
        if (asked !== this.request() || !this.loaded()) return;
        // Counting costs more than looking; nothing has to be counted again while nothing has changed.
        if (!sameJson(page, this.latest() ?? this.loaded())) this.statsAnswer.reload();
        this.latest.set(page);
      },
      // The next look may succeed; the page says by itself when it is offline.
      error: () => undefined,
    });
  }
}

/**
 * The list of a screen; call it where `inject` may be called. `fixed` are filters that the screen sets and nobody can take away, as
 * the partner on a partner's page.
 */
export function injectList<Item, Name extends string, Sort extends string>(
  definition: ListDefinition<Item, Name, Sort>,
  fixed: () => Readonly<Record<string, string>> = () => ({}),
): List<Item, Name, Sort> {
  return new List(definition, fixed);
}

/** With the names of the query in one order, whatever order they were set in. */
function inOrder(content: Omit<ViewContent, 'name' | 'shared'>) {
  const { query, columns, density } = content;
  const entries = Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { query: entries, columns, density };
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
