import type { Column, FeedFormat } from '../feed-format.ts';
import { isFlaw } from '../read/cell-flaw.ts';
import { checkedParser, cleanerOf } from '../read/column-reader.ts';
import { nameSimilarity, type HeaderDrift } from './header-drift.ts';

/** One difference between a header and its layout, for people to decide on. */
export interface Drift {
  kind: 'added' | 'removed' | 'renamed' | 'reordered';
  /** Of the layout. */
  column: string | null;
  /** Of the file. */
  found: string | null;
  /** Why the one is taken for the other. */
  suggestion: { similarity: number; reason: string } | null;
}

/** The first rows of a file, as cells under the names of its header. */
export interface NamedRows {
  names: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Names that are told each; a file of the wrong feed may have a thousand. */
const driftsMax = 50;
/** Fewer values say nothing. */
const valuesMin = 3;

/**
 * The differences one by one. What is missing and what is new are taken for one column renamed when the names are alike, or when the
 * values of exactly one new column are all of a kind that the missing one demands.
 */
export function describeDrift(
  { added, removed, renamed, reordered }: HeaderDrift,
  format: FeedFormat,
  sample: NamedRows,
): Drift[] {
  const columns = new Map(format.layout.columns.map((column) => [column.name, column]));
  const fits = fitsIn(format, sample);
  const pairs: Drift[] = renamed.map(({ from, to, similarity }) => {
    const reason = `${likeness(similarity)}${valuesClause(fits(columns.get(from), to))}.`;
    return { kind: 'renamed', column: from, found: to, suggestion: { similarity, reason } };
  });
  const isPaired = (name: string) =>
    pairs.some(({ column, found }) => column === name || found === name);
  for (const name of removed.filter((each) => !isPaired(each))) {
    const candidates = added.filter((each) => !isPaired(each));
    const pair = byValues(name, candidates, (to) => fits(columns.get(name), to));
    if (pair) pairs.push(pair);
  }
  const left = (kind: 'added' | 'removed', names: readonly string[]): Drift[] =>
    [...new Set(names)]
      .filter((name) => name.trim() !== '' && !isPaired(name))
      .map((name) =>
        kind === 'added'
          ? { kind, column: null, found: name, suggestion: null }
          : { kind, column: name, found: null, suggestion: null },
      );
  return [
    ...pairs,
    ...left('removed', removed),
    ...left('added', added),
    ...(reordered
      ? [{ kind: 'reordered' as const, column: null, found: null, suggestion: null }]
      : []),
  ].slice(0, driftsMax);
}

interface Fit {
  looked: number;
  fitting: number;
  /** Whether the column demands anything of its values: any text is a text. */
  tells: boolean;
  kind: string;
}

function byValues(
  name: string,
  candidates: readonly string[],
  fit: (to: string) => Fit | null,
): Drift | null {
  const fitting = candidates.flatMap((to) => {
    const found = fit(to);
    const isFit = found?.tells === true && found.fitting === found.looked;
    return isFit ? [{ to, ...found }] : [];
  });
  const [only, other] = fitting;
  if (only === undefined || other !== undefined) return null;
  const reason = `All ${String(only.looked)} values looked at are ${only.kind} as “${name}” has them, and no other new column has such.`;
  const suggestion = { similarity: nameSimilarity(name, only.to), reason };
  return { kind: 'renamed', column: name, found: only.to, suggestion };
}

/** How many of the sample's values under a name a column would accept; null when too few were seen. */
function fitsIn(format: FeedFormat, { names, rows }: NamedRows) {
  const clean = cleanerOf(format.dialect);
  return (column: Column | undefined, name: string): Fit | null => {
    const at = names.indexOf(name);
    if (column === undefined || at < 0) return null;
    const parse = checkedParser(column);
    const values = rows.map((cells) => clean(cells[at] ?? '')).filter((text) => text !== null);
    if (values.length < valuesMin) return null;
    const fitting = values.filter((text) => !isFlaw(parse(text))).length;
    const tells = column.type !== 'text' || column.allowed !== undefined;
    return { looked: values.length, fitting, tells, kind: kindOf(column) };
  };
}

function kindOf({ type, allowed }: Column): string {
  if (allowed !== undefined) return 'among those allowed';
  const kinds = {
    text: 'texts',
    integer: 'whole numbers',
    decimal: 'numbers',
    date: 'dates',
    timestamp: 'times',
    boolean: 'yes or no',
  };
  return kinds[type];
}

function likeness(similarity: number): string {
  return similarity === 100
    ? 'The names differ in case, spaces and punctuation only'
    : `The names are ${String(similarity)} % alike`;
}

function valuesClause(fit: Fit | null): string {
  if (fit?.tells !== true) return '';
  const { looked, fitting, kind } = fit;
  if (fitting === looked) return `, and all ${String(looked)} values looked at are ${kind}`;
  return `, but ${String(looked - fitting)} of ${String(looked)} values looked at are not ${kind}`;
}
