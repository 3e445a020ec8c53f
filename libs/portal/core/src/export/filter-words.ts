import type { List } from '../list/list.ts';
import { rangeLabels } from '../list/time-range.ts';
import type { Names } from '../names/names.ts';

/** One filter of a list, for people: `Partner`, `Acme Industries`. */
export interface FilterWord {
  readonly label: string;
  readonly value: string;
}

/** Every filter that narrows the list down, in words; none of them means everything is shown. */
export function filterWords<Item, Name extends string, Sort extends string>(
  list: List<Item, Name, Sort>,
  names: Names,
): FilterWord[] {
  const { filters: values } = list.query();
  const chosen = list.openFilters().flatMap(({ name, filter }): FilterWord[] => {
    const value = values[name];
    if (value === null) return [];
    const { label } = filter;
    switch (filter.kind) {
      case 'states': {
        const wanted = value.split(',');
        const words = filter.states.filter((state) => wanted.includes(state.value));
        return [{ label, value: words.map((state) => state.label).join(' or ') }];
      }
      case 'choice': {
        const option = filter.options(names, values).find((each) => each.value === value);
        return [{ label, value: option?.label ?? value }];
      }
      case 'range':
        return value === 'dates' ? [] : [{ label, value: rangeWord(value) }];
      case 'search':
        return [{ label, value: `“${value}”` }];
      case 'text':
      case 'day':
        return [{ label, value }];
    }
  });
  return [...fixedWords(list), ...chosen];
}

/** What the screen itself has fixed, such as the partner on a partner's page. */
function fixedWords<Item, Name extends string, Sort extends string>(
  list: List<Item, Name, Sort>,
): FilterWord[] {
  const open = new Set<string>(list.openFilters().map(({ name }) => name));
  return Object.entries(list.filterParams())
    .filter(([name]) => !open.has(name))
    .map(([name, value]) => ({ label: name.charAt(0).toUpperCase() + name.slice(1), value }));
}

function rangeWord(value: string): string {
  return rangeLabels[value] ?? value;
}
