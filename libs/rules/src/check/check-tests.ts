import { pointerTo } from '../diagnostic.ts';
import type { InputDeclaration, RuleSetDocument } from '../document/rule-set-document.ts';
import type { TestCase } from '../document/test-case.ts';
import { parseDate } from '../evaluate/calendar.ts';
import { readWritten } from '../written-value.ts';
import type { CheckedInput } from './checked-rule-set.ts';
import { closestName } from './closest-name.ts';
import { describe, typeOf } from './expression-type.ts';
import { reportTwins } from './report-twins.ts';
import type { Findings } from './scope.ts';

/** Checks that the rows of the tests can be read as the inputs; whether the tests pass is for `runTests`. */
export function checkTests(
  { tests = [], inputs }: RuleSetDocument,
  used: readonly CheckedInput[],
  findings: Findings,
): void {
  reportTwins(tests, '/tests', findings);
  const declared = new Map(inputs.map((input) => [input.name, input]));
  for (const [index, test] of tests.entries()) {
    const pointer = `/tests/${index}`;
    for (const [name, written] of Object.entries(test.row))
      checkValue(name, written, declared, pointerTo(`${pointer}/row`, name), findings);
    for (const input of used) checkGiven(input, test, `${pointer}/row`, findings);
    checkExpiry(test, `${pointer}/expect/expiresOn`, findings);
  }
}

function checkValue(
  name: string,
  written: string | null,
  declared: ReadonlyMap<string, InputDeclaration>,
  pointer: string,
  findings: Findings,
): void {
  const input = declared.get(name);
  if (input === undefined) {
    const suggestion = closestName(name, declared.keys());
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    const message = `There is no input ${name}.${hint}`;
    findings.error('rule-unknown-field', pointer, message, suggestion ? { suggestion } : {});
  } else if (written !== null && readWritten(written, input) === undefined) {
    const type = describe(typeOf(input));
    findings.error('rule-type', pointer, `${name} is ${type}; "${written.slice(0, 64)}" is not.`);
  }
}

/** A test without a value that every row has would only ever show the error, so it must expect one. */
function checkGiven(
  { name, type }: CheckedInput,
  { row, expect }: TestCase,
  pointer: string,
  findings: Findings,
): void {
  if (type.optional || expect.outcome === 'error') return;
  if (Object.hasOwn(row, name) && row[name] !== null) return;
  findings.error(
    'rule-input',
    pointer,
    `The row has no value for ${name}, which is not optional. Give one, or expect an error.`,
  );
}

function checkExpiry({ expect }: TestCase, pointer: string, findings: Findings): void {
  if (expect.outcome !== 'accrue' || typeof expect.expiresOn !== 'string') return;
  if (parseDate(expect.expiresOn) === undefined)
    findings.error('rule-document', pointer, `The day ${expect.expiresOn} does not exist.`);
}
