import type { Sets } from './box-sets.ts';
import type { TestedField } from './clause-boxes.ts';
import { valueWords } from './known-fields.ts';

/**
 * A row of the box in words, such as `a row with amount 100 and store "NYC"`. Null when the fields depend on each other, so that there
 * may be no such row.
 */
export function pointOf(sets: Sets, fields: readonly TestedField[]): string | null {
  const free = fields.map(({ freeIn }) => freeIn);
  if (free.includes(null) || new Set(free).size < free.length) return null;
  const words = fields.flatMap((field, position) => {
    const set = sets[position] ?? [];
    // A field that may have any value needs no example.
    if (set[0] === 0 && set[1] === field.domain.size) return [];
    return [valueWords(field, field.domain.exampleOf(set[0] ?? 0))];
  });
  if (words.length === 0) return 'every row';
  const last = words.pop() ?? '';
  return `a row with ${words.length === 0 ? last : `${words.join(', ')} and ${last}`}`;
}
