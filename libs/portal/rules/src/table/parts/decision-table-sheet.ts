import { describeCell, describeClause } from '@waybill/rules';
import type { DecisionTable, RuleSetDocument, TableRow, ValueType } from '@waybill/rules';
import { freeName } from '../sheet/sheet.ts';
import type { Sheet, SheetColumn } from '../sheet/sheet.ts';
import { asMeant } from './cell-input.ts';
import { endColumns, idColumn } from './clause-columns.ts';
import { fault, withOptional } from './written.ts';

/** The rows of a decision table. @param index Of the table in the document */
export function decisionTableSheet(
  document: RuleSetDocument,
  index: number,
): Sheet<TableRow> | null {
  const table = document.tables?.[index];
  if (table === undefined) return null;
  const place = `/tables/${String(index)}/rows`;
  return {
    place,
    label: `Rows of ${table.title ?? table.id}`,
    noun: 'row',
    rows: table.rows,
    columns: columnsOf(document, table),
    keyOf: ({ id }) => id,
    clauseOf: ({ id }) => `${table.id}/${id}`,
    put: (into, rows) => withTable(into, index, (former) => ({ ...former, rows })),
    blank: (rows) => ({
      id: freeName(
        'row',
        rows.map(({ id }) => id),
      ),
      when: table.columns.map(() => '-'),
      then: rows.at(-1)?.then.some(({ do: deed }) => deed === 'accrue')
        ? (rows.at(-1)?.then ?? [onePoint])
        : [onePoint],
    }),
    copy: (row, rows) => ({
      ...row,
      id: freeName(
        row.id,
        rows.map(({ id }) => id),
      ),
    }),
    alone: (whole, row) => ({
      document: { ...withoutClauses(whole), tables: [{ ...table, rows: [row] }] },
      place: '/tables/0/rows/0',
    }),
    reading: (_row, row) => describeClause(document, `${place}/${String(row)}`),
  };
}

const onePoint = { do: 'accrue', points: '1' } as const;

export function withTable(
  document: RuleSetDocument,
  index: number,
  change: (table: DecisionTable) => DecisionTable,
): RuleSetDocument {
  const tables = (document.tables ?? []).map((table, at) => (at === index ? change(table) : table));
  return { ...document, tables };
}

/** All but the clauses: what a clause is checked against when it is checked alone. */
export function withoutClauses(document: RuleSetDocument): RuleSetDocument {
  const { tables: _tables, rules: _rules, tests: _tests, ...rest } = document;
  return rest;
}

function columnsOf(document: RuleSetDocument, table: DecisionTable): SheetColumn<TableRow>[] {
  const names = namesOf(document);
  const conditions = table.columns.map(({ input }, index): SheetColumn<TableRow> => {
    const type = typeOf(document, input);
    return {
      id: `when/${String(index)}`,
      label: input,
      ...(type !== undefined && { hint: type }),
      width: 10,
      kind: 'code',
      read: ({ when }) => when[index] ?? '-',
      write: (row, text) => {
        const cell = asMeant(text, type, names);
        const when = table.columns.map((_, at) => (at === index ? cell : (row.when[at] ?? '-')));
        return cell.length > 4_000 ? fault('This is too long.') : { row: { ...row, when } };
      },
      meaning: (text) => describeCell(document, input, asMeant(text, type, names)),
    };
  });
  return [
    idColumn('Row', table.rows),
    ...conditions,
    ...endColumns<TableRow>(document),
    ...(table.hitPolicy === 'priority' ? [priority] : []),
  ];
}

const priority: SheetColumn<TableRow> = {
  id: 'priority',
  label: 'Priority',
  width: 6,
  kind: 'text',
  read: ({ priority: value }) => (value === undefined ? '' : String(value)),
  write: (row, text) => {
    if (text.trim() === '') return { row: withOptional(row, 'priority', undefined) };
    const value = Number(text);
    return Number.isInteger(value) && Math.abs(value) <= 1_000_000
      ? { row: { ...row, priority: value } }
      : fault('A priority is a whole number up to 1,000,000.');
  },
};

export function namesOf({ inputs, derived = [] }: RuleSetDocument): ReadonlySet<string> {
  return new Set([...inputs, ...derived].map(({ name }) => name));
}

function typeOf({ inputs }: RuleSetDocument, name: string): ValueType | undefined {
  return inputs.find((input) => input.name === name)?.type;
}
