import type { TableColumn } from '@waybill/portal-ui/table';
import type { Filter } from './filter.ts';

export interface ListColumn<Item, Name extends string = string> extends TableColumn {
  /** Only shown when somebody chooses it. */
  readonly optional?: boolean;
  /** What `copy` takes from a cell; without it there is nothing to copy. */
  readonly text?: (item: Item) => string | null;
  /** The filter that `filter for` sets to a cell's value. */
  readonly filter?: { readonly name: Name; readonly value: (item: Item) => string | null };
}

export interface ListDefinition<Item, Name extends string = string, Sort extends string = string> {
  /** Names the list in saved views, exports and events: `runs`. */
  readonly name: string;
  /** What it is a list of, one and many: `['run', 'runs']`. */
  readonly nouns: readonly [one: string, many: string];
  /** Answers a page of items to the filters, `sort`, `cursor` and `limit`. */
  readonly path: string;
  /** Answers `{ states, total }` under the same filters. */
  readonly statsPath?: string;
  readonly id: (item: Item) => string;
  readonly filters: Readonly<Record<Name, Filter>>;
  /** Orders with their words; the first is the usual one. */
  readonly sorts: Readonly<Record<Sort, string>>;
  /** The first holds the row's link and is always shown. */
  readonly columns: readonly ListColumn<Item, NoInfer<Name>>[];
  /**
   * The order in which something new comes first. Lists with it are looked at every few seconds: what is shown changes in place,
   * what came since is counted.
   */
  readonly live?: NoInfer<Sort>;
}

/** Declares a list once; its screen, its address, its requests and its saved views follow from it. */
export function defineList<Item, Name extends string, Sort extends string>(
  definition: ListDefinition<Item, Name, Sort>,
): ListDefinition<Item, Name, Sort> {
  return definition;
}
