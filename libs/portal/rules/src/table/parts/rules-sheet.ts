import { describeClause } from '@waybill/rules';
import type { Rule, RuleSetDocument } from '@waybill/rules';
import { freeName } from '../sheet/sheet.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { endColumns, idColumn } from './clause-columns.ts';
import { withoutClauses } from './decision-table-sheet.ts';
import { fault } from './written.ts';

/** The rules beside the tables, of which every one that matches fires. */
export function rulesSheet(document: RuleSetDocument): Sheet<Rule> {
  const rules = document.rules ?? [];
  return {
    place: '/rules',
    label: 'Rules',
    noun: 'rule',
    rows: rules,
    columns: [
      idColumn('Rule', rules),
      {
        id: 'when',
        label: 'When',
        hint: 'a condition',
        width: 18,
        kind: 'code',
        read: ({ when }) => when,
        write: (row, text) => {
          const when = text.trim() === '' ? 'true' : text.trim();
          return when.length > 4_000 ? fault('This is too long.') : { row: { ...row, when } };
        },
      },
      ...endColumns<Rule>(document),
    ],
    keyOf: ({ id }) => id,
    clauseOf: ({ id }) => id,
    put: (into, rows) => ({ ...into, rules: rows }),
    blank: (rows) => ({
      id: freeName(
        'rule',
        rows.map(({ id }) => id),
      ),
      when: 'true',
      then: [{ do: 'accrue', points: '1' }],
    }),
    copy: (row, rows) => ({
      ...row,
      id: freeName(
        row.id,
        rows.map(({ id }) => id),
      ),
    }),
    alone: (whole, row) => ({
      document: { ...withoutClauses(whole), rules: [row] },
      place: '/rules/0',
    }),
    reading: (_row, index) => describeClause(document, `/rules/${String(index)}`),
  };
}
