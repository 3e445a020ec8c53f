import fc from 'fast-check';
import { diffRuleSets, parseRuleSet } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import { arbitraryRuleSet, arbitrarySlots } from '@waybill/rules/testing';
import { copied, pasted, withText } from '../sheet/sheet-edits.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { readTabSeparated } from '../sheet/tab-separated.ts';
import { decisionTableSheet } from './decision-table-sheet.ts';
import { inputsSheet } from './inputs-sheet.ts';
import { derivedSheet, valueMapSheet } from './names-sheets.ts';
import { rulesSheet } from './rules-sheet.ts';

type AnySheet = Sheet<Record<string, unknown>>;

/** Rule sets with something in every part. */
const ruleSets = arbitraryRuleSet.map((document) => ({
  ...document,
  // As the table writes it: what is not optional does not say so.
  inputs: document.inputs.map(({ optional, ...input }) =>
    optional === true ? { ...input, optional } : input,
  ),
  valueMaps: [{ name: 'factor', type: 'decimal' as const, scale: 2, entries: { A: '1.50' } }],
  derived: [{ name: 'whole', expression: 'floor(amount)' }],
}));

const slots = arbitrarySlots.map(({ optional, ...slot }) => ({ ...slot, required: !optional }));

const texts = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    '-',
    '"A"',
    'A, B',
    '> 5',
    '1..3',
    '2026-02-30',
    '2026-03-01',
    'null',
    '\t"',
  ),
);

describe('rules as tables and as text', () => {
  it('are the same when a table is written back as it is read', () => {
    fc.assert(
      fc.property(ruleSets, (document) => {
        for (const sheet of sheetsOf(document)) {
          for (const row of sheet.rows) {
            for (const column of sheet.columns) {
              const written = column.write(row, column.read(row), sheet.rows);
              if ('row' in written) expect(written.row, column.id).toEqual(row);
            }
          }
          expectSame(sheet.put(document, sheet.rows), document);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are the same when all rows are copied and pasted into an empty table', () => {
    fc.assert(
      fc.property(ruleSets, (document) => {
        const emptied = {
          ...document,
          tables: (document.tables ?? []).map((table) => ({ ...table, rows: [] })),
          rules: [],
        };
        const pairs = sheetsOf(document).map((full, at) => [full, sheetsOf(emptied)[at]] as const);
        for (const [full, empty] of pairs) {
          if (empty === undefined || full.rows.length === 0 || empty.rows.length > 0) continue;
          const all = { top: 0, left: 0, bottom: full.rows.length, right: full.columns.length };
          const { rows, faults } = pasted(
            empty,
            { row: 0, column: 0 },
            readTabSeparated(copied(full, all)),
          );
          const isPriority = full.columns.some(({ id }) => id === 'priority');
          // Only a table by priority has a column of priorities; elsewhere they mean nothing.
          const expected = full.rows.map(({ priority, ...row }) =>
            isPriority ? { ...row, priority } : row,
          );
          expect(faults).toEqual([]);
          expect(rows).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stay a rule set that says what the cell says, whatever is typed into one', () => {
    const tally = { taken: 0 };
    fc.assert(
      fc.property(ruleSets, fc.nat(), fc.nat(), fc.nat(), texts, (document, a, b, c, text) => {
        const sheets = sheetsOf(document).filter(({ rows }) => rows.length > 0);
        const sheet = sheets[a % sheets.length] as AnySheet;
        const place = { row: b % sheet.rows.length, column: c % sheet.columns.length };
        const { rows, faults } = withText(sheet, place, text);
        const edited = sheet.put(document, rows);

        expectSame(edited, edited);
        if (faults.length > 0) expect(edited).toEqual(sheet.put(document, sheet.rows));
        else tally.taken += 1;
      }),
      { numRuns: 300 },
    );
    expect(tally.taken).toBeGreaterThan(50);
  });
});

/** Whether the document, laid out as text and read again, is what is expected of it. */
function expectSame(document: RuleSetDocument, expected: RuleSetDocument): void {
  const parsed = parseRuleSet(JSON.stringify(document, null, 2));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  expect(parsed.document).toEqual(expected);
  expect(diffRuleSets(expected, parsed.document)).toEqual([]);
}

function sheetsOf(document: RuleSetDocument): AnySheet[] {
  const tables = (document.tables ?? []).map((_, at) => decisionTableSheet(document, at));
  const others = [
    rulesSheet(document),
    derivedSheet(document),
    valueMapSheet(document, 0),
    inputsSheet(document, slots),
  ];
  // Sheets of rows of different kinds, of which only what they have in common is used.
  return [...tables, ...others].filter((sheet) => sheet !== null) as unknown as AnySheet[];
}
