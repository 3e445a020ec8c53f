import type {
  DecisionTable,
  EffectivePeriod,
  InputDeclaration,
  Outcome,
  RuleSetDocument,
  TableRow,
} from '../document/rule-set-document.ts';
import { parseExpression } from '../parse/parse-expression.ts';
import { cellWords } from './cell-words.ts';
import { conditionWords, isCondition } from './condition-words.ts';
import type { ReadingContext } from './operand-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { orEmpty, wordsOr } from './words-or.ts';

/**
 * The table row or rule at a JSON pointer, or around it, as a sentence: "If amount is at least 100 and category is BOOKS: 2 points per
 * 1 of amount, rounded down." Expressions that have no plain words stand as they are written. Null when there is no clause.
 */
export function describeClause(document: RuleSetDocument, pointer: string): string | null {
  const [, list, index, rows, row] = pointer.split('/');
  const names = namesOf(document);
  if (list === 'rules') {
    const rule = document.rules?.[Number(index)];
    return rule === undefined
      ? null
      : sentence(ruleWords(rule.when, names), rule, document.inputs, names);
  }
  const table = list === 'tables' ? document.tables?.[Number(index)] : undefined;
  const found = rows === 'rows' ? table?.rows[Number(row)] : undefined;
  if (table === undefined || found === undefined) return null;
  return sentence(rowWords(table, found, names), found, document.inputs, names);
}

/** A table cell as a condition on its column: "amount is at least 100", "every value"; null when it cannot be read. */
export function describeCell(
  document: RuleSetDocument,
  column: string,
  text: string,
): string | null {
  return wordsOr<string | null>(
    null,
    () => cellWords(column, { ...namesOf(document), text }) ?? 'every value',
  );
}

/** What outcomes do, as the end of the sentence of their clause: "2 points per 1 of amount, rounded down". */
export function describeOutcomes(document: RuleSetDocument, outcomes: readonly Outcome[]): string {
  const names = namesOf(document);
  return outcomes.map((outcome) => outcomeWords(outcome, document.inputs, names)).join('; ');
}

type Names = Omit<ReadingContext, 'text'>;

function namesOf({ inputs, derived = [] }: RuleSetDocument): Names {
  const booleans = new Set<string>();
  for (const { name, type } of inputs) if (type === 'boolean') booleans.add(name);
  for (const { name, expression } of derived) {
    if (wordsOr(false, () => isCondition(parseExpression(expression), booleans)))
      booleans.add(name);
  }
  return { fields: new Set([...inputs, ...derived].map(({ name }) => name)), booleans };
}

/** The condition of a rule; nothing for one that always holds. */
function ruleWords(when: string, names: Names): readonly string[] {
  return wordsOr([orEmpty(when)], () => {
    const node = parseExpression(when);
    if (node.kind === 'literal' && node.value === true) return [];
    return [conditionWords(node, { ...names, text: when })];
  });
}

function rowWords({ columns }: DecisionTable, { when }: TableRow, names: Names): string[] {
  return columns.flatMap(({ input }, index) => {
    const text = when[index] ?? '-';
    const words = wordsOr<string | null>(`${input} fits ${text}`, () =>
      cellWords(input, { ...names, text }),
    );
    return words === null ? [] : [words];
  });
}

function sentence(
  conditions: readonly string[],
  clause: Pick<TableRow, 'then'> & EffectivePeriod,
  inputs: readonly InputDeclaration[],
  names: Names,
): string {
  const period = periodWords(clause);
  const condition = conditions.length === 0 ? '' : `if ${conditions.join(' and ')}`;
  const opening = [period, condition].filter((words) => words !== '').join(', ') || 'always';
  const done = clause.then.map((outcome) => outcomeWords(outcome, inputs, names)).join('; ');
  return `${opening.charAt(0).toUpperCase()}${opening.slice(1)}: ${done}.`;
}

function periodWords({ effectiveFrom, effectiveTo }: EffectivePeriod): string {
  if (effectiveFrom !== undefined && effectiveTo !== undefined)
    return `from ${effectiveFrom} to ${effectiveTo}`;
  if (effectiveFrom !== undefined) return `from ${effectiveFrom} on`;
  return effectiveTo === undefined ? '' : `until ${effectiveTo}`;
}
