import type { RuleDecision } from '@waybill/contracts';
import { compileRuleSet, expectationOf, readRow } from '@waybill/rules';
import type {
  ExpectedDecision,
  RuleCode,
  RuleSetDocument,
  Slot,
  TestCase,
  WrittenRow,
} from '@waybill/rules';
import { withoutNoWarnings } from '../cases/expected-parts.ts';
import { freeId } from '../cases/test-edits.ts';
import { maskedRow } from './masked-row.ts';

/** A test made of a row, and what in it is not the row's own. */
export interface CaseOfRow {
  readonly test: TestCase;
  readonly standIns: readonly string[];
}

/**
 * A test that gives the values of a row, masked, and expects what the rules make of them now. Null while the rules have errors.
 * @param row What the rules were given, as the hub or the simulator tells it
 */
export function caseOfRow(
  document: RuleSetDocument,
  slots: readonly Slot[],
  row: WrittenRow,
  { id, title }: { id: string; title: string },
): CaseOfRow | null {
  const compiled = compileRuleSet({ ...document, tests: [] }, slots);
  if (!compiled.ok) return null;
  const { program } = compiled;
  const masked = maskedRow(document, row);
  const { values, facts } = readRow(document, slots, masked.row);
  const { decision } = program.trace(
    values,
    program.facts.map((name) => facts[name]),
  );
  const decimals = new Set(
    document.inputs.filter(({ type }) => type === 'decimal').map(({ name }) => name),
  );
  const given = Object.entries(masked.row).flatMap(([name, value]) =>
    value === null ? [] : [[name, decimals.has(name) ? shortened(value) : value] as const],
  );
  const expect = withoutNoWarnings(expectationOf(decision));
  return {
    test: { id: freeId(document, id), title, row: Object.fromEntries(given), expect },
    standIns: masked.standIns,
  };
}

/** As people write it: 63.3500 is 63.35. */
function shortened(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** What the hub decided about the row itself, as a test would expect it. */
export function receivedAs({
  outcome,
  points,
  expiresOn,
  clauses,
  code,
  message,
  warnings,
}: RuleDecision): ExpectedDecision {
  const clause = clauses === '' ? null : clauses;
  const said = { code: code as RuleCode, clause };
  switch (outcome) {
    case 'accrue':
      return withoutNoWarnings({ outcome, points: points ?? 0, expiresOn, clauses, warnings });
    case 'reverse':
      return withoutNoWarnings({ outcome, points, clauses, warnings });
    case 'reject':
      return withoutNoWarnings({
        outcome,
        code: code as RuleCode,
        clause: clauses,
        message: message ?? '',
        warnings,
      });
    case 'skip':
      return withoutNoWarnings({ outcome, ...said, reason: message ?? '', warnings });
    case 'error':
      return withoutNoWarnings({ outcome, ...said, message: message ?? '', warnings });
  }
}

/** Another test of the same values, however they are written, if there is one. */
export function twinOf(
  document: RuleSetDocument,
  slots: readonly Slot[],
  { row }: TestCase,
): TestCase | undefined {
  const values = (of: WrittenRow) => JSON.stringify(readRow(document, slots, of));
  const own = values(row);
  return document.tests?.find((test) => values(test.row) === own);
}
