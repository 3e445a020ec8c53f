import type { DerivedField, RuleSetDocument, ValueMap } from '@waybill/rules';
import type { Sheet } from '../sheet/sheet.ts';
import { withoutClauses } from './decision-table-sheet.ts';
import { fault, faultOfName, withOptional } from './written.ts';

/** Fields that are computed once per row, before any table. */
export function derivedSheet({ derived = [] }: RuleSetDocument): Sheet<DerivedField> {
  return {
    place: '/derived',
    label: 'Derived fields',
    noun: 'field',
    rows: derived,
    columns: [
      {
        id: 'name',
        label: 'Name',
        width: 12,
        kind: 'text',
        read: ({ name }) => name,
        write: (row, text) => {
          const wrong = faultOfName(text.trim());
          return wrong === null ? { row: { ...row, name: text.trim() } } : fault(wrong);
        },
      },
      {
        id: 'expression',
        label: 'How it is computed',
        width: 30,
        kind: 'code',
        read: ({ expression }) => expression,
        write: (row, text) => ({ row: { ...row, expression: text.trim() } }),
      },
    ],
    keyOf: ({ name }) => name,
    clauseOf: () => null,
    put: (document, rows) => withList(document, 'derived', rows),
    blank: (rows) => ({ name: `field${String(rows.length + 1)}`, expression: '0' }),
    copy: (row, rows) => ({ ...row, name: `${row.name}${String(rows.length + 1)}` }),
    alone: (whole, row) => {
      const before = derived.slice(
        0,
        derived.findIndex(({ name }) => name === row.name),
      );
      return {
        document: { ...withoutClauses(whole), derived: [...before, row] },
        place: `/derived/${String(before.length)}`,
      };
    },
  };
}

type Entry = readonly [code: string, value: string];

/** The codes of one value map. */
export function valueMapSheet(
  { valueMaps = [] }: RuleSetDocument,
  index: number,
): Sheet<Entry> | null {
  const map = valueMaps[index];
  if (map === undefined) return null;
  return {
    place: `/valueMaps/${String(index)}/entries`,
    label: `Codes of ${map.name}`,
    noun: 'code',
    rows: Object.entries(map.entries),
    // Numbers among the codes come first, by size, in whatever order they are written.
    unordered: 'The order of codes means nothing, so they cannot be moved.',
    columns: [
      {
        id: 'code',
        label: 'Code',
        width: 14,
        kind: 'text',
        read: ([code]) => code,
        namesRow: true,
        write: (row, text, rows) => {
          const isTaken = rows.some((other) => other !== row && other[0] === text);
          return isTaken ? fault(`There is another ${text}.`) : { row: [text, row[1]] };
        },
      },
      {
        id: 'value',
        label: 'Value',
        hint: map.type,
        width: 14,
        kind: 'text',
        read: ([, value]) => value,
        write: ([code], text) => ({ row: [code, text.trim()] }),
        isAt: (place) => place === '',
      },
    ],
    keyOf: ([code]) => code,
    clauseOf: () => null,
    indexAt: (segment) => Object.keys(map.entries).indexOf(segment),
    put: (document, rows) =>
      withValueMap(document, index, (former) => ({ ...former, entries: Object.fromEntries(rows) })),
    blank: (rows) => [freeCode(rows), map.type === 'text' ? '' : '1'],
    copy: ([, value], rows) => [freeCode(rows), value],
  };
}

function freeCode(rows: readonly Entry[]): string {
  let count = rows.length + 1;
  while (rows.some(([code]) => code === `CODE${String(count)}`)) count += 1;
  return `CODE${String(count)}`;
}

export function withValueMap(
  document: RuleSetDocument,
  index: number,
  change: (map: ValueMap) => ValueMap,
): RuleSetDocument {
  const maps = (document.valueMaps ?? []).map((map, at) => (at === index ? change(map) : map));
  return { ...document, valueMaps: maps };
}

/** Without the property when the list is empty, as people write it. */
function withList<Key extends 'derived' | 'valueMaps'>(
  document: RuleSetDocument,
  key: Key,
  rows: NonNullable<RuleSetDocument[Key]>,
): RuleSetDocument {
  return withOptional(document, key, rows.length === 0 ? undefined : rows);
}
