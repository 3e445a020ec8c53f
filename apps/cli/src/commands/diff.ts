import { diffRuleSets } from '@waybill/rules';
import type { RuleSetChange } from '@waybill/rules';
import { TextPlaces } from '@waybill/rules/text';
import type { Command } from '../command.ts';
import { Refusal } from '../command.ts';
import { findingLines, openRuleFiles } from '../rule-file.ts';
import type { OpenedFile, RuleSetFile } from '../rule-file.ts';

export const diff: Command = {
  takes: '<before> <after>',
  about: 'what two files of rules say differently',
  help: `Compares what two files of rules say, not how they are written: clauses are found by their ids, and layout, the order
of keys and empty lists mean nothing.

Prints a line for every difference, with the place in the later file, or in the earlier one of what is gone.
Ends with 1 when there is a difference, with 2 when one of the files is not a rule set.`,
  options: {},
  run: async (names) => {
    if (names.length !== 2)
      throw new Refusal('Name two files of rules: the one before, the one after.');
    const [before, after] = (await openRuleFiles(names)).map(asRules);
    if (!before || !after) throw new Error('Two names did not give two files.');
    const places = { before: new TextPlaces(before.text), after: new TextPlaces(after.text) };
    const changes = diffRuleSets(before.document, after.document).map((change) => {
      const [side, rules, pointer] = sideOf(change, before, after);
      const place = rules.lines.placeOf(places[side].spanOfHead(pointer));
      return { ...change, file: rules.file, ...place };
    });
    return {
      lines:
        changes.length === 0
          ? ['They say the same.']
          : changes.map(
              ({ file, line, column, sentence }) =>
                `${file}:${String(line)}:${String(column)}: ${sentence}`,
            ),
      json: { before: before.file, after: after.file, changes },
      exitCode: changes.length === 0 ? 0 : 1,
    };
  },
};

function sideOf(
  { pointerBefore, pointerAfter }: RuleSetChange,
  before: RuleSetFile,
  after: RuleSetFile,
): ['before' | 'after', RuleSetFile, string] {
  return pointerAfter === null
    ? ['before', before, pointerBefore ?? '']
    : ['after', after, pointerAfter];
}

function asRules(opened: OpenedFile): RuleSetFile {
  if (opened.kind === 'rules') return opened.rules;
  if (opened.kind === 'unreadable') throw new Refusal(`${opened.file}: ${opened.message}`);
  const { file, findings } = opened;
  throw new Refusal([`${file} is not a rule set.`, ...findingLines(file, findings)].join('\n'));
}
