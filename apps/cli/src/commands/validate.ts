import type { Command, ExitCode } from '../command.ts';
import { Refusal } from '../command.ts';
import { findingLines, hasErrors, openRuleFiles } from '../rule-file.ts';
import type { OpenedFile } from '../rule-file.ts';

export const validate: Command = {
  takes: '<file>… [--strict]',
  about: 'what is wrong with rules, and where',
  help: `Checks files of rules as the hub and its editors do: names, types, periods, tests that cannot be read, and what
clauses do to each other. The fields of the feed are taken to be those that the inputs declare.

Prints a line for every finding, file:line:column: error or warning.
Ends with 1 when there is an error; with --strict also when there is a warning.`,
  options: { strict: { type: 'boolean' } },
  run: async (names, { strict = false }) => {
    if (names.length === 0) throw new Refusal('Name the files of rules to check.');
    const files = await openRuleFiles(names);
    return {
      lines: files.flatMap(linesOf),
      json: { files: files.map(asJson) },
      exitCode: exitCodeOf(files, strict === true),
    };
  },
};

function linesOf(opened: OpenedFile): string[] {
  if (opened.kind === 'unreadable') return [`${opened.file}: ${opened.message}`];
  const { file, findings } = opened.kind === 'rules' ? opened.rules : opened;
  return findings.length === 0 ? [`${file}: Nothing is wrong.`] : findingLines(file, findings);
}

function asJson(opened: OpenedFile) {
  if (opened.kind === 'unreadable')
    return { file: opened.file, ok: false, unreadable: opened.message };
  const { file, findings } = opened.kind === 'rules' ? opened.rules : opened;
  return { file, ok: !hasErrors(findings), findings };
}

function exitCodeOf(files: readonly OpenedFile[], strict: boolean): ExitCode {
  if (files.some(({ kind }) => kind === 'unreadable')) return 2;
  const isWrong = files.some((opened) => {
    if (opened.kind !== 'rules') return true;
    const { findings } = opened.rules;
    return strict ? findings.length > 0 : hasErrors(findings);
  });
  return isWrong ? 1 : 0;
}
