import type { RuleDecision, RuleTraceStep } from '@waybill/contracts';
import { describeCell } from '@waybill/rules';
import type {
  DecisionTable,
  EffectivePeriod,
  RuleSetDocument,
  TracedCondition,
  WrittenRow,
} from '@waybill/rules';
import type { ClauseHighlight } from '../../workspace/rule-workspace.ts';

/** What rules say about a row, and how they come to it, for a person beside the rules. */
export interface Verdict {
  /** What the rules were given, as a test writes it. */
  readonly row: WrittenRow;
  readonly decision: RuleDecision;
  readonly derived: readonly NamedValue[];
  readonly groups: readonly TriedGroup[];
  readonly highlight: readonly ClauseHighlight[];
}

export interface NamedValue {
  readonly name: string;
  /** Null for none, and for what is hidden from this person. */
  readonly value: string | null;
}

/** A table, or the rules beside the tables. */
export interface TriedGroup {
  readonly label: string;
  /** In the order in which they were tried; of very many that did not match, the last. */
  readonly clauses: readonly TriedClause[];
  /** How many did not match and are not listed. */
  readonly left: number;
  readonly notReached: number;
}

export interface TriedClause {
  readonly id: string;
  readonly pointer: string;
  readonly matched: boolean;
  readonly conditions: readonly TriedCondition[];
  readonly effects: ClauseStep['effects'];
}

export interface TriedCondition {
  readonly words: string;
  /** The words are an expression, for which there are no others. */
  readonly isCode: boolean;
  readonly result: TracedCondition['result'];
  /** Of the fields that it reads, as they were then. */
  readonly values: readonly NamedValue[];
}

/** Of those that did not match, so many are listed for each table. */
const listed = 20;

/** As the hub tells a trace. */
interface Told {
  readonly decision: RuleDecision;
  readonly steps: readonly RuleTraceStep[];
}

export function verdictOf(
  document: RuleSetDocument,
  row: WrittenRow,
  { decision, steps }: Told,
): Verdict {
  const groups = groupsOf(document);
  const clauses = new Map(groups.flatMap((group) => [...group.clauses]));
  const tried = new Map<string, TriedClause>();
  const highlight = new Map<string, ClauseHighlight>(
    [...clauses].map(([clause, { pointer }]) => [
      clause,
      { clause, pointer, state: 'not-reached' },
    ]),
  );
  const values = new Map<string, string | null>();
  const derived: NamedValue[] = [];
  for (const step of steps) {
    if (step.kind !== 'clause') {
      values.set(step.name, step.value);
      if (step.kind === 'derived') derived.push(step);
      continue;
    }
    const clause = clauses.get(step.clause);
    if (clause === undefined) continue;
    tried.set(step.clause, triedOf(document, clause, step, values));
    highlight.set(step.clause, highlightOf(clause, step));
    for (const { field, value } of step.effects) if (field !== null) values.set(field, value);
  }
  return {
    row,
    decision,
    derived,
    groups: groups.flatMap((group) => groupOf(group, tried)),
    highlight: [...highlight.values()],
  };
}

interface Clause extends EffectivePeriod {
  readonly id: string;
  readonly when: string | readonly string[];
  readonly pointer: string;
  readonly columns: DecisionTable['columns'];
}

interface Group {
  readonly label: string;
  /** By their names in decisions. */
  readonly clauses: ReadonlyMap<string, Clause>;
}

function groupsOf({ tables = [], rules = [] }: RuleSetDocument): readonly Group[] {
  const ofTables = tables.map(({ id, title, columns, rows }, table) => ({
    label: title ?? id,
    clauses: new Map(
      rows.map((row, index) => {
        const pointer = `/tables/${String(table)}/rows/${String(index)}`;
        return [`${id}/${row.id}`, { ...row, pointer, columns }];
      }),
    ),
  }));
  const ofRules = rules.map(
    (rule, index) =>
      [rule.id, { ...rule, pointer: `/rules/${String(index)}`, columns: [] }] as const,
  );
  return [...ofTables, { label: 'Rules', clauses: new Map<string, Clause>(ofRules) }];
}

type ClauseStep = Extract<RuleTraceStep, { kind: 'clause' }>;

function triedOf(
  document: RuleSetDocument,
  clause: Clause,
  { matched, conditions, effects }: ClauseStep,
  values: ReadonlyMap<string, string | null>,
): TriedClause {
  return {
    id: clause.id,
    pointer: clause.pointer,
    matched,
    effects,
    conditions: conditions.map(({ pointer, result }) => {
      const {
        words,
        isCode = false,
        reads,
      } = conditionOf(document, clause, placeBelow(clause, pointer));
      const names = [...new Set(reads)].filter((name) => values.has(name));
      return {
        words,
        isCode,
        result,
        values: names.map((name) => ({ name, value: values.get(name) ?? null })),
      };
    }),
  };
}

function highlightOf(clause: Clause, { clause: label, matched, conditions }: ClauseStep) {
  const stop = conditions.find(({ result }) => result === 'does-not-hold' || result === 'failed');
  const state = matched ? ('fired' as const) : ('not' as const);
  return {
    clause: label,
    pointer: clause.pointer,
    state,
    ...(stop && { stop: placeBelow(clause, stop.pointer) }),
  };
}

function placeBelow({ pointer }: Clause, below: string): string {
  return below.slice(pointer.length + 1);
}

/** A condition in words, and the names in it. @param place Below the clause: `when`, `when/0`, `effectiveFrom` */
function conditionOf(
  document: RuleSetDocument,
  { when, columns, effectiveFrom = '', effectiveTo = '' }: Clause,
  place: string,
): { words: string; isCode?: boolean; reads: readonly string[] } {
  const { dateInput = 'occurredOn' } = document;
  if (place === 'effectiveFrom') return { words: `from ${effectiveFrom} on`, reads: [dateInput] };
  if (place === 'effectiveTo') return { words: `until ${effectiveTo}`, reads: [dateInput] };
  if (typeof when === 'string') return { words: when, isCode: true, reads: namesIn(when) };
  const index = Number(place.slice('when/'.length));
  const [text = '-', column = ''] = [when[index], columns[index]?.input];
  return {
    words: describeCell(document, column, text) ?? `${column} fits ${text}`,
    reads: [column, ...namesIn(text)],
  };
}

/** The words of an expression outside its text literals. */
function namesIn(expression: string): readonly string[] {
  return (
    expression.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '').match(/[A-Za-z_]\w*/g) ?? []
  );
}

function groupOf({ label, clauses }: Group, tried: ReadonlyMap<string, TriedClause>): TriedGroup[] {
  if (clauses.size === 0) return [];
  // In the order in which they were tried, which for priorities is another than that of the rows.
  const own = [...tried].flatMap(([name, clause]) => (clauses.has(name) ? [clause] : []));
  const missed = own.filter(({ matched }) => !matched);
  const left = Math.max(0, missed.length - listed);
  const dropped = new Set(missed.slice(0, left));
  const shown = own.filter((clause) => !dropped.has(clause));
  return [{ label, clauses: shown, left, notReached: clauses.size - own.length }];
}
