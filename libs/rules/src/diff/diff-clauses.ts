import type {
  DecisionTable,
  Outcome,
  Rule,
  TableColumn,
  TableRow,
} from '../document/rule-set-document.ts';
import { sameJson } from '../document/same-json.ts';
import type { ChangeList, ItemKind, Subject } from './change-list.ts';
import { pairItems } from './pair-items.ts';

const clauseLabels = { title: 'title', effectiveFrom: 'first day', effectiveTo: 'last day' };

export function ruleKind(list: ChangeList): ItemKind<Rule> {
  return {
    what: 'rule',
    keyOf: ({ id }) => id,
    nameOf: ({ id }) => id,
    titleOf: ({ id }) => `Rule ${id}`,
    summaryOf: ({ when, then }) => summary([when], then),
    compare: (before, after, subject) => {
      list.compareProperties(subject, before, after, { ...clauseLabels, when: 'condition' });
      compareOutcomes(list, before.then, after.then, subject);
    },
  };
}

export function tableKind(list: ChangeList): ItemKind<DecisionTable> {
  return {
    what: 'table',
    keyOf: ({ id }) => id,
    nameOf: ({ id }) => id,
    titleOf: titleOfTable,
    summaryOf: ({ rows }) => (rows.length === 1 ? '1 row' : `${rows.length} rows`),
    compare: (before, after, subject) => {
      list.compareProperties(subject, before, after, { title: 'title', hitPolicy: 'hit policy' });
      list.compareLists(
        { items: before.columns, pointer: `${subject.before}/columns` },
        { items: after.columns, pointer: `${subject.after}/columns` },
        columnKind(after),
      );
      list.compareLists(
        { items: before.rows, pointer: `${subject.before}/rows` },
        { items: after.rows, pointer: `${subject.after}/rows` },
        rowKind(list, before, after),
      );
    },
  };
}

function titleOfTable({ id, title }: DecisionTable): string {
  return `Table ${title ?? id}`;
}

function columnKind(table: DecisionTable): ItemKind<TableColumn> {
  return {
    what: 'column',
    keyOf: ({ input }) => input,
    nameOf: ({ input }) => `${table.id}/${input}`,
    titleOf: ({ input }) => `Column ${input} of table ${table.title ?? table.id}`,
    summaryOf: ({ input }) => input,
    compare: () => undefined,
  };
}

function rowKind(
  list: ChangeList,
  before: DecisionTable,
  after: DecisionTable,
): ItemKind<TableRow> {
  const cells = cellsOf(before.columns, after.columns);
  const sameColumns = sameJson(before.columns, after.columns);
  return {
    what: 'row',
    keyOf: ({ id }) => id,
    nameOf: ({ id }) => `${after.id}/${id}`,
    titleOf: ({ id }) => `Row ${id} of table ${after.title ?? after.id}`,
    summaryOf: ({ when, then }) => summary(when, then),
    isSame: (old, now) => sameColumns && sameJson(old, now),
    compare: (old, now, subject) => {
      list.compareProperties(subject, old, now, { ...clauseLabels, priority: 'priority' });
      for (const cell of cells) compareCell(list, cell, old, now, subject);
      compareStrayCells(list, { before, after }, old, now, subject);
      compareOutcomes(list, old.then, now.then, subject);
    },
  };
}

/** Where the cells of a column stand in either table; null in the one that does not have it. */
interface Cell {
  readonly column: string;
  readonly before: number | null;
  readonly after: number | null;
}

function cellsOf(before: readonly TableColumn[], after: readonly TableColumn[]): Cell[] {
  const inputOf = ({ input }: TableColumn) => input;
  const { counterparts, removed } = pairItems(before.map(inputOf), after.map(inputOf));
  return [
    ...removed.map((at) => ({ column: before[at]?.input ?? '', before: at, after: null })),
    ...after.map(({ input }, at) => {
      return { column: input, before: counterparts[at]?.index ?? null, after: at };
    }),
  ];
}

function compareCell(
  list: ChangeList,
  cell: Cell,
  before: TableRow,
  after: TableRow,
  subject: Subject,
): void {
  const [old, now] = [textAt(before, cell.before), textAt(after, cell.after)];
  // A column that comes or goes says nothing about a row whose cell takes every value.
  const onlyOne = cell.before === null || cell.after === null;
  if (onlyOne && [undefined, '', '-'].includes((old ?? now)?.trim())) return;
  const part = {
    part: `when ${cell.column}`,
    label: cell.column,
    before: ['when', cell.before ?? 0],
    after: ['when', cell.after ?? 0],
  };
  list.comparePart(subject, part, old, now);
}

/** Cells beyond the columns, which a draft may have. */
function compareStrayCells(
  list: ChangeList,
  tables: { readonly before: DecisionTable; readonly after: DecisionTable },
  before: TableRow,
  after: TableRow,
  subject: Subject,
): void {
  const [from, to] = [tables.before.columns.length, tables.after.columns.length];
  const count = Math.max(before.when.length - from, after.when.length - to);
  for (let stray = 0; stray < count; stray += 1) {
    const label = `cell ${to + stray + 1}`;
    const path = { before: ['when', from + stray], after: ['when', to + stray] };
    const [old, now] = [before.when[from + stray], after.when[to + stray]];
    list.comparePart(subject, { part: label, label, ...path }, old, now);
  }
}

function textAt({ when }: TableRow, index: number | null): string | undefined {
  return index === null ? undefined : when[index];
}

/** Outcomes have no ids: they are told apart by what they do, and by the field that they set. */
function compareOutcomes(
  list: ChangeList,
  before: readonly Outcome[],
  after: readonly Outcome[],
  clause: Subject,
): void {
  list.compareLists<Outcome>(
    { items: before, pointer: `${clause.before}/then` },
    { items: after, pointer: `${clause.after}/then` },
    {
      what: 'outcome',
      keyOf: (outcome) => (outcome.do === 'set' ? `set ${outcome.field}` : outcome.do),
      nameOf: () => clause.name,
      titleOf: (outcome) => `${clause.title}: ${shortly(outcome)}`,
      summaryOf: shortly,
      compare: (old, now, { before: placeBefore, after: placeAfter }) => {
        const subject = { ...clause, before: placeBefore, after: placeAfter };
        list.compareProperties(subject, propertiesOf(old), propertiesOf(now), outcomeLabels);
      },
    },
  );
}

const outcomeLabels = {
  points: 'points',
  expires: 'expiry',
  value: 'value',
  message: 'message',
  reason: 'reason',
};

type OutcomeProperties = Readonly<Partial<Record<keyof typeof outcomeLabels, unknown>>>;

function propertiesOf(outcome: Outcome): OutcomeProperties {
  if (outcome.do !== 'accrue' || outcome.expires === undefined) return outcome;
  const { months, endOf } = outcome.expires;
  const end = endOf === undefined ? '' : `, at the end of the ${endOf}`;
  return { ...outcome, expires: `after ${months} months${end}` };
}

/** `> 100 · "MUSIC" → accrue floor(amount)` */
function summary(when: readonly string[], then: readonly Outcome[]): string {
  return `${when.join(' · ')} → ${then.map(shortly).join('; ')}`;
}

function shortly(outcome: Outcome): string {
  switch (outcome.do) {
    case 'accrue':
      return `accrue ${outcome.points}`;
    case 'reverse':
      return `reverse ${outcome.points ?? 'all'}`;
    case 'set':
      return `set ${outcome.field} to ${outcome.value}`;
    case 'skip':
      return `skip "${outcome.reason}"`;
    default:
      return `${outcome.do} "${outcome.message}"`;
  }
}
