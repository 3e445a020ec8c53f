import { compileRuleSet, expectationOf, readRow } from '@waybill/rules';
import type { Trace, WrittenRow } from '@waybill/rules';
import type { Command, Given } from '../command.ts';
import { Refusal } from '../command.ts';
import { decisionLines } from '../decision-words.ts';
import { readText } from '../read-text.ts';
import { findingLines, hasErrors, openRuleFile } from '../rule-file.ts';
import type { RuleSetFile } from '../rule-file.ts';
import { stepAsJson, stepLines } from '../trace-words.ts';

export const simulate: Command = {
  takes: '<file> [--row <name>=<value>]… [--row-file <file>] [--test <id>]',
  about: 'what rules make of one row, step by step',
  help: `Asks rules about one row: the values of a test in the file (--test), of a JSON file (--row-file), and single ones
(--row amount=12.50), the later over the earlier. Values are text as in tests: 12.30, 2026-01-31, true; in a JSON file null is
no value. An input that is not given has no value, a fact that is not given is 0.

Prints the decision and every step that led to it, and where in the file a condition stands that does not hold.
Ends with 1 when the row fails or the rules have errors.`,
  options: {
    row: { type: 'string', multiple: true },
    'row-file': { type: 'string' },
    test: { type: 'string' },
  },
  run: async (names, given) => {
    const [name] = names;
    if (name === undefined || names.length > 1) throw new Refusal('Name one file of rules.');
    if (name === '-' && given['row-file'] === '-')
      throw new Refusal('Rules and row cannot both be what comes in (-).');
    const opened = await openRuleFile(name);
    if (opened.kind === 'unreadable') throw new Refusal(`${name}: ${opened.message}`);
    const { findings } = opened.kind === 'rules' ? opened.rules : opened;
    if (opened.kind !== 'rules' || hasErrors(findings))
      return {
        lines: findingLines(name, findings),
        json: { file: name, ok: false, findings },
        exitCode: 1,
      };
    const { rules } = opened;
    const row = await rowOf(rules, given);
    const trace = traceOf(rules, row);
    return {
      lines: [...decisionLines(trace.decision), '', ...stepLines(trace, rules)],
      json: {
        file: name,
        ok: trace.decision.kind !== 'error',
        row,
        decision: expectationOf(trace.decision),
        steps: trace.steps.map(stepAsJson),
      },
      exitCode: trace.decision.kind === 'error' ? 1 : 0,
    };
  },
};

async function rowOf(rules: RuleSetFile, given: Given): Promise<WrittenRow> {
  const row = {
    ...(typeof given['test'] === 'string' && rowOfTest(rules, given['test'])),
    ...(typeof given['row-file'] === 'string' && (await rowOfFile(given['row-file']))),
    ...rowOfOptions(Array.isArray(given['row']) ? (given['row'] as string[]) : []),
  };
  refuseUnreadable(rules, row);
  return row;
}

function rowOfTest({ file, document }: RuleSetFile, id: string): WrittenRow {
  const test = document.tests?.find((one) => one.id === id);
  if (test === undefined) throw new Refusal(`${file} has no test ${id}.`);
  return test.row;
}

async function rowOfFile(file: string): Promise<WrittenRow> {
  const read = await readText(file);
  if (!read.ok) throw new Refusal(`${file}: ${read.message}`);
  const row = jsonOf(read.text, file);
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new Refusal(`${file}: A row is an object of values by input name.`);
  for (const [name, value] of Object.entries(row)) {
    if (typeof value !== 'string' && value !== null)
      throw new Refusal(`${file}: ${name} must be text or null: ${JSON.stringify(String(value))}.`);
  }
  return row as WrittenRow;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new Refusal(`${file}: It is not JSON: ${(problem as Error).message}.`);
  }
}

function rowOfOptions(written: readonly string[]): WrittenRow {
  const entries = written.map((one) => {
    const at = one.indexOf('=');
    if (at < 1) throw new Refusal(`--row ${one}: Write it as name=value.`);
    return [one.slice(0, at), one.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}

/** A row is read as that of a test is, and a test that expects an error may lack any value. */
function refuseUnreadable({ document, slots }: RuleSetFile, row: WrittenRow): void {
  const tests = [{ id: 'row', row, expect: { outcome: 'error' as const } }];
  const compiled = compileRuleSet({ ...document, tests }, slots);
  if (!compiled.ok)
    throw new Refusal(compiled.diagnostics.map(({ message }) => message).join('\n'));
}

function traceOf({ document, slots }: RuleSetFile, row: WrittenRow): Trace {
  const compiled = compileRuleSet(document, slots);
  if (!compiled.ok) throw new Error('Rules without errors do not compile.');
  const { program } = compiled;
  const { values, facts } = readRow(document, slots, row);
  return program.trace(
    values,
    program.facts.map((name) => facts[name]),
  );
}
