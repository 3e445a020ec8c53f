import type { Outcome, RuleSetDocument } from '@waybill/rules';

/** One table or rule of a rule set as a person reads it, with what fired for the entry. */
export interface ClauseGroup {
  readonly id: string;
  readonly title: string;
  /** What the cells of `rows` test; one column "Condition" for a rule that stands alone. */
  readonly columns: readonly string[];
  readonly rows: readonly ClauseRow[];
  readonly policy: string;
}

export interface ClauseRow {
  readonly id: string;
  readonly title: string | null;
  readonly cells: readonly string[];
  readonly then: string;
  readonly period: string | null;
  readonly fired: boolean;
}

const policies: Readonly<Record<string, string>> = {
  first: 'The first row that fits decides',
  unique: 'Exactly one row may fit',
  collect: 'Every row that fits counts',
  priority: 'Of the rows that fit, the one with the highest priority decides',
};

/** The tables and rules of a set, those without a clause that fired included: what did not fire explains, too. */
export function clauseGroups(
  document: Readonly<Record<string, unknown>> | null,
  fired: readonly string[],
): ClauseGroup[] {
  // The API hands out documents only as they were frozen, checked by the engine.
  const rules = document as unknown as RuleSetDocument | null;
  if (rules === null) return [];
  const tables = (rules.tables ?? []).map((table) => ({
    id: table.id,
    title: table.title ?? table.id,
    columns: table.columns.map(({ input }) => input),
    policy: policies[table.hitPolicy] ?? table.hitPolicy,
    rows: table.rows.map((row) => ({
      id: row.id,
      title: row.title ?? null,
      cells: row.when.map(cellText),
      then: row.then.map(outcomeText).join('; '),
      period: periodText(row),
      fired: fired.includes(`${table.id}/${row.id}`),
    })),
  }));
  const alone = (rules.rules ?? []).map((rule) => ({
    id: rule.id,
    title: rule.title ?? rule.id,
    columns: ['Condition'],
    policy: 'A rule of its own',
    rows: [
      {
        id: rule.id,
        title: null,
        cells: [rule.when === 'true' ? 'always' : rule.when],
        then: rule.then.map(outcomeText).join('; '),
        period: periodText(rule),
        fired: fired.includes(rule.id),
      },
    ],
  }));
  return [...tables, ...alone];
}

/** What an outcome does, in words: "accrue floor(amount * 1.5), expiring 24 months later at the end of the month". */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.do) {
    case 'accrue': {
      const { expires, points } = outcome;
      if (!expires) return `accrue ${points}`;
      const months = expires.months === 1 ? '1 month' : `${expires.months} months`;
      const end = expires.endOf ? ` at the end of the ${expires.endOf}` : '';
      return `accrue ${points}, expiring ${months} later${end}`;
    }
    case 'reverse':
      return outcome.points === undefined
        ? 'take back what was given'
        : `take back ${outcome.points}`;
    case 'set':
      return `set ${outcome.field} to ${outcome.value}`;
    case 'skip':
      return `skip: ${outcome.reason}`;
    case 'reject':
      return `reject: ${outcome.message}`;
    case 'warn':
      return `warn: ${outcome.message}`;
  }
}

/** Fields that the clauses which fired look at or reckon with. */
export function fieldsUsed(groups: readonly ClauseGroup[]): ReadonlySet<string> {
  const texts = groups.flatMap(({ columns, rows }) =>
    rows
      .filter(({ fired }) => fired)
      .flatMap(({ cells, then }) => [
        then,
        ...cells,
        ...columns.filter((_, index) => cells[index] !== 'any'),
      ]),
  );
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
}

function cellText(cell: string): string {
  return cell === '-' || cell === '' ? 'any' : cell;
}

function periodText({
  effectiveFrom,
  effectiveTo,
}: {
  effectiveFrom?: string;
  effectiveTo?: string;
}): string | null {
  if (effectiveFrom && effectiveTo) return `${effectiveFrom} to ${effectiveTo}`;
  if (effectiveFrom) return `from ${effectiveFrom}`;
  return effectiveTo ? `until ${effectiveTo}` : null;
}
