import type { Params } from '@angular/router';
import type { Density } from '@waybill/portal-ui/table';
import type { FilterValues } from './filter.ts';
import type { ListDefinition } from './list-definition.ts';
import { instantsOf } from './time-range.ts';

const densities: readonly Density[] = ['comfortable', 'compact'];

/** The state of a list as it stands in the address: copying the address shares what is seen. */
export interface ListQuery<Name extends string = string, Sort extends string = string> {
  readonly filters: FilterValues<Name>;
  readonly sort: Sort;
  readonly cursor: string | null;
  /** Ids of the columns in their order; null shows the usual ones. */
  readonly columns: readonly string[] | null;
  /** Only where a saved view says so; null shows what the person likes. */
  readonly density: Density | null;
  /** Id of the saved view it began with. */
  readonly view: string | null;
}

type Definition<Name extends string, Sort extends string> = Pick<
  ListDefinition<never, Name, Sort>,
  'filters' | 'sorts' | 'columns'
>;

/** Reads the address; a value nobody knows is left out rather than shown as an error. */
export function readQuery<Name extends string, Sort extends string>(
  definition: Definition<Name, Sort>,
  params: Params,
): ListQuery<Name, Sort> {
  const text = (name: string): string | null => {
    const value: unknown = params[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const names = namesOf(definition.filters);
  const filters = Object.fromEntries(
    names.map((name) => {
      const value = text(name);
      return [name, value === null ? null : definition.filters[name].read(value)];
    }),
  ) as Record<Name, string | null>;
  const columns = text('columns')
    ?.split(',')
    .filter((id) => definition.columns.some((column) => column.id === id));
  return {
    filters: withRange(filters),
    sort: sortIn(definition.sorts, text('sort')),
    cursor: text('cursor'),
    columns: columns && columns.length > 0 ? columns : null,
    density: densities.find((density) => density === text('density')) ?? null,
    view: text('view'),
  };
}

/** What to write into the address; null takes a parameter out. */
export function writeQuery<Name extends string, Sort extends string>(
  { sorts }: Pick<Definition<Name, Sort>, 'sorts'>,
  { filters, sort, cursor, columns, density, view }: ListQuery<Name, Sort>,
): Params {
  return {
    ...filters,
    sort: sort === namesOf(sorts)[0] ? null : sort,
    cursor,
    columns: columns?.join(',') ?? null,
    density,
    view,
  };
}

/** What the API is asked with: filters only, the range as instants. `now` (epoch ms) anchors quick ranges. */
export function filterParams(filters: FilterValues, now: number): Record<string, string> {
  const { range: _range, from: _from, to: _to, ...rest } = filters;
  const set = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...Object.fromEntries(set), ...instantsOf(filters, now) };
}

export function isFiltered({ filters }: Pick<ListQuery, 'filters'>): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** The names of a record as its type knows them. */
export function namesOf<Name extends string>(
  record: Readonly<Partial<Record<Name, unknown>>>,
): Name[] {
  return Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name));
}

/** Days without a range mean the range between them; a quick range has no days. */
function withRange<Name extends string>(filters: Record<Name, string | null>): FilterValues<Name> {
  const { range, from, to }: Record<string, string | null> = filters;
  if (range === undefined) return filters;
  if (range === null && (from || to)) return { ...filters, range: 'dates' };
  return range === 'dates' ? filters : { ...filters, from: null, to: null };
}

function sortIn<Sort extends string>(
  sorts: Readonly<Record<Sort, string>>,
  text: string | null,
): Sort {
  const known = namesOf(sorts);
  const sort = known.find((name) => name === text) ?? known[0];
  if (sort === undefined) throw new Error('A list has at least one order');
  return sort;
}
