import { exportLists } from '@waybill/contracts';
import type { ExportListName } from '@waybill/contracts';
import type { List } from '../list/list.ts';
import type { Names } from '../names/names.ts';
import type { ExportWish } from './export-wish.ts';
import { filterWords } from './filter-words.ts';

/** “Export what I see” of a list; null when lists of that name cannot be exported. */
export function wishOfList<Item, Name extends string, Sort extends string>(
  list: List<Item, Name, Sort>,
  names: Names,
): ExportWish | null {
  const { name, nouns, sorts } = list.definition;
  if (!isExportable(name)) return null;
  const { sort } = list.query();
  return {
    list: name,
    nouns,
    query: { ...list.filterParams(), sort },
    filters: filterWords(list, names),
    order: sorts[sort],
    columns: list.columns().map(({ id }) => id),
    expected: expectedIn(list),
  };
}

function isExportable(name: string): name is ExportListName {
  return Object.hasOwn(exportLists, name);
}

function expectedIn<Item, Name extends string, Sort extends string>({
  filterParams,
  stats,
}: List<Item, Name, Sort>): number | null {
  const states = stats()?.states;
  if (!states) return null;
  const chosen = filterParams()['state']?.split(',') ?? Object.keys(states);
  return chosen.reduce((total, state) => total + (states[state] ?? 0), 0);
}
