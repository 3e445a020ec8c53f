import type { RuleSetDocument } from '../document/rule-set-document.ts';

/** Which table rows and rules tests have made fire. */
export interface Coverage {
  readonly clauses: readonly ClauseCoverage[];
  readonly covered: number;
  readonly total: number;
}

export interface ClauseCoverage {
  /** A rule's id, or `table/row`. */
  readonly clause: string;
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** The number of tests in which it fired. */
  readonly hits: number;
}

/** Counts for every clause of the document in how many tests it fired; `fired` has a list of clauses for each test. */
export function coverageOf(
  { tables = [], rules = [] }: RuleSetDocument,
  fired: readonly (readonly string[])[],
): Coverage {
  const hits = new Map<string, number>();
  for (const clause of fired.flat()) hits.set(clause, (hits.get(clause) ?? 0) + 1);
  const covered = (clause: string, pointer: string): ClauseCoverage => {
    return { clause, pointer, hits: hits.get(clause) ?? 0 };
  };
  const clauses = [
    ...tables.flatMap(({ id, rows }, table) =>
      rows.map((row, index) => covered(`${id}/${row.id}`, `/tables/${table}/rows/${index}`)),
    ),
    ...rules.map(({ id }, index) => covered(id, `/rules/${index}`)),
  ];
  return {
    clauses,
    covered: clauses.filter((clause) => clause.hits > 0).length,
    total: clauses.length,
  };
}
