import { runTests } from '@waybill/rules';
import type { ClauseCoverage, TestResult } from '@waybill/rules';
import { TextPlaces } from '@waybill/rules/text';
import type { Command, ExitCode } from '../command.ts';
import { Refusal } from '../command.ts';
import { findingLines, hasErrors, openRuleFiles } from '../rule-file.ts';
import type { FileFinding, OpenedFile, RuleSetFile } from '../rule-file.ts';
import type { TextPlace } from '../text-lines.ts';

export const test: Command = {
  takes: '<file>…',
  about: 'runs the tests that rules carry',
  help: `Runs the tests in files of rules, and says which table rows and rules none of them has made fire.

Prints a line for every failed test and every clause that no test covers, and one that counts both.
Ends with 1 when a test fails, when there is none, or when the rules have errors, so that no test can run.`,
  options: {},
  run: async (names) => {
    if (names.length === 0) throw new Refusal('Name the files of rules to test.');
    const files = (await openRuleFiles(names)).map(tested);
    return {
      lines: files.flatMap(linesOf),
      json: { files: files.map(asJson) },
      exitCode: exitCodeOf(files),
    };
  },
};

type Tested =
  | Extract<OpenedFile, { kind: 'unreadable' }>
  | { readonly kind: 'broken'; readonly file: string; readonly findings: readonly FileFinding[] }
  | ({ readonly kind: 'tested'; readonly file: string } & RunResult);

interface RunResult {
  readonly passed: number;
  readonly failed: number;
  readonly tests: readonly (TestResult & TextPlace)[];
  readonly clauses: readonly (ClauseCoverage & TextPlace)[];
}

function tested(opened: OpenedFile): Tested {
  if (opened.kind === 'unreadable') return opened;
  const { file, findings } = opened.kind === 'rules' ? opened.rules : opened;
  return opened.kind === 'rules' && !hasErrors(findings)
    ? { kind: 'tested', file, ...resultOf(opened.rules) }
    : { kind: 'broken', file, findings };
}

function resultOf({ text, lines, document, slots }: RuleSetFile): RunResult {
  const places = new TextPlaces(text);
  const at = (pointer: string) => lines.placeOf(places.spanOfHead(pointer));
  const { passed, failed, results, coverage } = runTests(document, slots);
  return {
    passed,
    failed,
    tests: results.map((result, index) => ({ ...result, ...at(`/tests/${String(index)}`) })),
    clauses: coverage.clauses.map((clause) => ({ ...clause, ...at(clause.pointer) })),
  };
}

function linesOf(file: Tested): string[] {
  switch (file.kind) {
    case 'unreadable':
      return [`${file.file}: ${file.message}`];
    case 'broken':
      return [
        ...findingLines(file.file, file.findings),
        `${file.file}: The rules have errors, so no test can run.`,
      ];
    case 'tested':
      return [...failureLines(file), ...gapLines(file), `${file.file}: ${sumOf(file)}`];
  }
}

function failureLines({ file, tests }: Extract<Tested, { kind: 'tested' }>): string[] {
  return tests
    .filter(({ passed }) => !passed)
    .map(({ line, column, id, mismatch }) => {
      return `${file}:${String(line)}:${String(column)}: failed: ${id}: ${mismatch ?? ''}`;
    });
}

function gapLines({ file, clauses }: Extract<Tested, { kind: 'tested' }>): string[] {
  return clauses
    .filter(({ hits }) => hits === 0)
    .map(({ line, column, clause }) => {
      return `${file}:${String(line)}:${String(column)}: not covered: ${clause} fires in no test.`;
    });
}

function sumOf({ tests, passed, clauses }: RunResult): string {
  if (tests.length === 0) return 'There are no tests.';
  const covered = clauses.filter(({ hits }) => hits > 0).length;
  return `${String(passed)} of ${counted(tests.length, 'test')} passed, ${String(covered)} of ${counted(clauses.length, 'clause')} covered.`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function asJson(file: Tested) {
  switch (file.kind) {
    case 'unreadable':
      return { file: file.file, ok: false, unreadable: file.message };
    case 'broken':
      return { file: file.file, ok: false, findings: file.findings };
    case 'tested': {
      const { passed, failed, tests, clauses } = file;
      const covered = clauses.filter(({ hits }) => hits > 0).length;
      const coverage = { covered, total: clauses.length, clauses };
      return {
        file: file.file,
        ok: allPassed(file),
        passed,
        failed,
        // The decision of the engine counts days and units; what is expected and why it is not so is text.
        tests: tests.map(({ decision: _decision, ...test }) => test),
        coverage,
      };
    }
  }
}

function allPassed({ failed, passed }: RunResult): boolean {
  return failed === 0 && passed > 0;
}

function exitCodeOf(files: readonly Tested[]): ExitCode {
  if (files.some(({ kind }) => kind === 'unreadable')) return 2;
  return files.every((file) => file.kind === 'tested' && allPassed(file)) ? 0 : 1;
}
