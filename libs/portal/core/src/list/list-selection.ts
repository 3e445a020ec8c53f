import { computed, linkedSignal } from '@angular/core';

/** What a bulk operation is sent: ids, or everything that matches with how many the person was told. */
export type BulkSelection =
  | { readonly ids: readonly string[] }
  | { readonly query: Readonly<Record<string, string>>; readonly expected?: number };

export interface SelectionScope {
  /** Ids of the rows of the page, in their order. */
  ids(): readonly string[];
  /** Where the list is; another place has nothing selected. */
  place(): string;
  /** The filters, as the API takes them. */
  query(): Readonly<Record<string, string>>;
  /** How many match; null while nobody knows. */
  matching(): number | null;
}

interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Whether it is everything that matches and not these rows. */
  readonly all: boolean;
  readonly last: string | null;
}

const none: Chosen = { ids: new Set(), all: false, last: null };

/** The rows of a list that are selected: some of a page, or all that match the filters. */
export class ListSelection {
  private readonly scope: SelectionScope;
  private readonly chosen;

  readonly ids;
  readonly all;
  readonly count;
  /** Null while nothing is selected. */
  readonly value;

  constructor(scope: SelectionScope) {
    this.scope = scope;
    const chosen = linkedSignal<string, Chosen>({
      source: () => scope.place(),
      computation: () => none,
    });
    this.chosen = chosen;
    this.ids = computed(() => (chosen().all ? new Set(scope.ids()) : chosen().ids));
    this.all = computed(() => chosen().all);
    this.count = computed(() => (chosen().all ? scope.matching() : chosen().ids.size));
    this.value = computed((): BulkSelection | null => {
      const { ids, all } = chosen();
      const expected = scope.matching();
      if (all) return { query: scope.query(), ...(expected === null ? {} : { expected }) };
      return ids.size > 0 ? { ids: [...ids] } : null;
    });
  }

  /** Selects a row or not any more; `upTo` does the same to all rows between it and the one before. */
  toggle(id: string, upTo: boolean): void {
    const page = this.scope.ids();
    this.chosen.update(({ ids, all, last }) => {
      const next = new Set(all ? page : ids);
      const from = upTo && last !== null ? page.indexOf(last) : page.indexOf(id);
      const [start, end] = [Math.min(from, page.indexOf(id)), Math.max(from, page.indexOf(id))];
      const isOn = !next.has(id);
      for (const each of page.slice(start, end + 1)) {
        if (isOn) next.add(each);
        else next.delete(each);
      }
      return { ids: next, all: false, last: id };
    });
  }

  togglePage(on: boolean): void {
    this.chosen.set(on ? { ids: new Set(this.scope.ids()), all: false, last: null } : none);
  }

  selectAll(): void {
    this.chosen.set({ ...none, all: true });
  }

  clear(): void {
    this.chosen.set(none);
  }
}
