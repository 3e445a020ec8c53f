import type { RuleSetDocument } from '@waybill/rules';

/** A part of a rule set that is shown by itself, in the order in which a row passes through them. */
export interface Part {
  /** In the address: `about`, `derived`, `map.<name>`, `table.<id>`, `rules`. */
  readonly key: string;
  readonly label: string;
  /** JSON pointer of what belongs to it; of `about` all that belongs to no other. */
  readonly place: string;
  readonly kind: 'about' | 'map' | 'derived' | 'table' | 'rules';
  /** Of a table or value map in its list. */
  readonly index: number;
  readonly count: number;
}

export function partsOf(document: RuleSetDocument): readonly Part[] {
  const { inputs, valueMaps = [], derived = [], tables = [], rules = [] } = document;
  const alone = (key: 'about' | 'derived' | 'rules', label: string, place: string, count: number) =>
    ({ key, label, place, kind: key, index: 0, count }) as const;
  return [
    alone('about', 'About and inputs', '', inputs.length),
    ...valueMaps.map(({ name, entries }, index) => ({
      key: `map.${name}`,
      label: `Codes: ${name}`,
      place: `/valueMaps/${String(index)}`,
      kind: 'map' as const,
      index,
      count: Object.keys(entries).length,
    })),
    alone('derived', 'Derived fields', '/derived', derived.length),
    ...tables.map(({ id, title, rows }, index) => ({
      key: `table.${id}`,
      label: title ?? id,
      place: `/tables/${String(index)}`,
      kind: 'table' as const,
      index,
      count: rows.length,
    })),
    alone('rules', 'Rules', '/rules', rules.length),
  ];
}

/** The part that a JSON pointer lies in. */
export function partAt(parts: readonly Part[], pointer: string): Part | undefined {
  return (
    parts.find(
      ({ place }) => place !== '' && (pointer === place || pointer.startsWith(`${place}/`)),
    ) ?? parts[0]
  );
}

/** What is shown when the address names nothing: the first table, or the rules where there is none. */
export function partShown(
  parts: readonly Part[],
  wanted: { readonly table?: string | undefined; readonly part?: string | undefined },
): Part | undefined {
  const key = wanted.table === undefined ? wanted.part : `table.${wanted.table}`;
  return (
    parts.find((part) => part.key === key) ??
    parts.find(({ kind }) => kind === 'table') ??
    parts.find(({ kind }) => kind === 'rules')
  );
}
