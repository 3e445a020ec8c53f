import type { Column, Dialect, Layout } from '../feed-format.ts';
import { fileProblem, type Problem } from '../problem.ts';
import { isForbiddenName } from './forbidden-names.ts';
import { suggestRenames, type HeaderDrift } from './header-drift.ts';

/** Where the layout's columns are in this file. */
export interface ResolvedHeader {
  /** As in the file. */
  names: readonly string[];
  /** For each column of the layout, in its order, the position of its cell; -1 when the file does not have it. */
  indexByColumn: readonly number[];
  drift: HeaderDrift;
}

export type HeaderResolution =
  | { header: ResolvedHeader; problems: null }
  | { header: null; problems: readonly Problem[]; drift: HeaderDrift };

/**
 * Matches a header record to the layout by name or alias. Every problem is reported, not only the first.
 *
 * `needed` names columns whose absence rejects the file; by default those the layout requires.
 * `line` is the physical line of the header, for the problems.
 */
export function resolveHeader(
  cells: readonly string[],
  layout: Layout,
  dialect: Pick<Dialect, 'normaliseHeaders'>,
  {
    line = 1,
    needed = requiredColumns(layout),
  }: { line?: number; needed?: ReadonlySet<string> } = {},
): HeaderResolution {
  const key = dialect.normaliseHeaders
    ? (name: string) => name.trim().toLowerCase()
    : (name: string) => name;
  const columnByKey = columnsByKey(layout.columns, key);
  const indexByColumn = layout.columns.map(() => -1);
  const problems: Problem[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  cells.forEach((cell, index) => {
    const name = key(cell);
    const facts = { line, column: cell, found: cell };
    if (isForbiddenName(cell))
      problems.push(fileProblem('HEADER_FORBIDDEN', { ...facts, expected: 'a name of its own' }));
    const column = columnByKey.get(name);
    const taken =
      column === undefined ? seen.has(name) && name.trim() !== '' : indexByColumn[column] !== -1;
    if (taken)
      problems.push(fileProblem('HEADER_DUPLICATE', { ...facts, expected: 'every column once' }));
    seen.add(name);
    if (column === undefined) unknown.push(cell);
    else if (!taken) indexByColumn[column] = index;
  });
  const drift = driftOf(layout.columns, indexByColumn, unknown);
  if (indexByColumn.every((index) => index === -1)) {
    // Nothing matches: what else is odd about this record is that it is no header.
    const forbidden = problems.filter((problem) => problem.name === 'HEADER_FORBIDDEN');
    return { header: null, problems: [mismatch(cells, layout, line), ...forbidden], drift };
  }
  problems.push(...absences(drift, needed, line), ...strangers(layout, unknown, line));
  if (problems.length > 0) return { header: null, problems, drift };
  return { header: { names: [...cells], indexByColumn, drift }, problems: null };
}

export function requiredColumns(layout: Layout): ReadonlySet<string> {
  return new Set(layout.columns.filter((column) => column.required).map((column) => column.name));
}

function columnsByKey(
  columns: readonly Column[],
  key: (name: string) => string,
): Map<string, number> {
  const byKey = new Map<string, number>();
  columns.forEach((column, index) => {
    for (const alias of column.aliases ?? [])
      if (!byKey.has(key(alias))) byKey.set(key(alias), index);
  });
  // A column's own name beats another one's alias.
  columns.forEach((column, index) => byKey.set(key(column.name), index));
  return byKey;
}

function driftOf(
  columns: readonly Column[],
  indexByColumn: readonly number[],
  unknown: string[],
): HeaderDrift {
  const removed = columns
    .filter((_, index) => indexByColumn[index] === -1)
    .map((column) => column.name);
  const present = indexByColumn.filter((index) => index !== -1);
  return {
    added: unknown,
    removed,
    reordered: present.some((index, order) => order > 0 && index < (present[order - 1] ?? 0)),
    renamed: suggestRenames(removed, unknown),
  };
}

function mismatch(cells: readonly string[], layout: Layout, line: number): Problem {
  const expected = `a header such as ${layout.columns.map((column) => column.name).join(', ')}`;
  return fileProblem('HEADER_MISMATCH', { line, found: cells.join(', '), expected });
}

function absences(drift: HeaderDrift, needed: ReadonlySet<string>, line: number): Problem[] {
  return drift.removed
    .filter((name) => needed.has(name))
    .map((name) => {
      const rename = drift.renamed.find((suggestion) => suggestion.from === name);
      const hint = rename === undefined ? '' : ` (perhaps it is now called “${rename.to}”)`;
      const strange = drift.added.filter((each) => each.trim() !== '');
      return fileProblem('HEADER_MISSING', {
        line,
        column: name,
        expected: `a column “${name}”${hint}`,
        // What stands there instead: the name may be another one altogether.
        ...(strange.length === 0 ? {} : { found: strange.join(', ') }),
      });
    });
}

function strangers(layout: Layout, unknown: readonly string[], line: number): Problem[] {
  if (layout.unknownColumns === 'ignore') return [];
  const expected = 'only columns of the layout';
  return unknown.map((name) =>
    fileProblem('HEADER_UNKNOWN', { line, column: name, found: name, expected }),
  );
}
