import type {
  DecisionTable,
  EffectivePeriod,
  Rule,
  RuleSetDocument,
  TableRow,
} from '../document/rule-set-document.ts';
import { pointerTo } from '../diagnostic.ts';
import { parseDate } from '../evaluate/calendar.ts';
import { checkComparison } from '../operators/comparison.ts';
import { ColumnCells } from './column-cells.ts';
import { checkExpression } from './check-expression.ts';
import type { OutcomeContext } from './check-outcomes.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkCondition, contextAt } from './check-text.ts';
import type { Checked } from './checked.ts';
import { constant } from './checked.ts';
import type { CheckedClause, CheckedCondition, CheckedGroup } from './checked-rule-set.ts';
import { date } from './expression-type.ts';
import type { Known } from './known.ts';
import { knownByBoth, nothingKnown } from './known.ts';
import { reportTwins } from './report-twins.ts';

export interface ClauseContext extends OutcomeContext {
  readonly dateName: string;
}

/** Checks all tables and rules. The rules form one last group of which every matching one fires. */
export function checkGroups(document: RuleSetDocument, context: ClauseContext): CheckedGroup[] {
  const tables = document.tables ?? [];
  const rules = document.rules ?? [];
  reportTwins(tables, '/tables', context.findings);
  reportTwins(rules, '/rules', context.findings);
  const groups = tables.map((table, index) => checkTable(table, `/tables/${index}`, context));
  if (rules.length === 0) return groups;
  const clauses = rules.map((rule, index) => checkRule(rule, `/rules/${index}`, context));
  return [...groups, { id: 'rules', pointer: '/rules', policy: 'collect', clauses }];
}

function checkTable(table: DecisionTable, pointer: string, context: ClauseContext): CheckedGroup {
  reportTwins(table.rows, `${pointer}/rows`, context.findings);
  const columnsFit = table.columns.map(({ input }, index) =>
    checkColumn(input, `${pointer}/columns/${index}/input`, context),
  );
  const rows = table.rows.map((row, index) => ({ row, pointer: `${pointer}/rows/${index}` }));
  if (table.hitPolicy === 'priority')
    rows.sort((a, b) => (b.row.priority ?? 0) - (a.row.priority ?? 0));
  const cells = table.columns.map(({ input }) => new ColumnCells(input));
  const clauses = columnsFit.includes(false)
    ? []
    : rows.map(({ row, pointer: at }) => checkRow(table, row, at, cells, context));
  return {
    id: table.id,
    pointer,
    policy: table.hitPolicy === 'priority' ? 'first' : table.hitPolicy,
    clauses,
  };
}

/** The column's name is checked once, so that an unknown one is not reported for every cell. */
function checkColumn(name: string, pointer: string, { findings, scope }: ClauseContext): boolean {
  const node = { kind: 'name', name, start: 0, end: name.length } as const;
  return checkExpression(node, contextAt(findings, scope, pointer, nothingKnown)) !== undefined;
}

function checkRow(
  table: DecisionTable,
  row: TableRow,
  pointer: string,
  columns: readonly ColumnCells[],
  context: ClauseContext,
): CheckedClause {
  const { findings } = context;
  const label = `${table.id}/${row.id}`;
  if (row.when.length !== table.columns.length) {
    findings.error(
      'rule-document',
      `${pointer}/when`,
      `The table has ${table.columns.length} columns; this row has ${row.when.length} cells.`,
    );
    return { label, pointer, written: row, conditions: [], outcomes: [] };
  }
  if (row.priority !== undefined && table.hitPolicy !== 'priority') {
    findings.warn(
      'rule-unused',
      `${pointer}/priority`,
      `The hit policy is ${table.hitPolicy}, so priorities have no effect.`,
    );
  }
  let known = nothingKnown;
  const cells: CheckedCondition[] = [];
  for (const [index, column] of columns.entries()) {
    const at = `${pointer}/when/${index}`;
    const text = row.when[index] ?? '-';
    const expression = column.check(text, at, known, context);
    if (expression === undefined) continue;
    known = knownByBoth(known, expression.knownWhenTrue);
    cells.push({ pointer: at, text, column: column.name, expression });
  }
  return finishClause(label, cells, row, known, pointer, context);
}

function checkRule(rule: Rule, pointer: string, context: ClauseContext): CheckedClause {
  const at = `${pointer}/when`;
  const expression = checkCondition(
    rule.when,
    contextAt(context.findings, context.scope, at, nothingKnown),
  );
  const conditions =
    expression === undefined ? [] : [{ pointer: at, text: rule.when, column: null, expression }];
  return finishClause(
    rule.id,
    conditions,
    rule,
    expression?.knownWhenTrue ?? nothingKnown,
    pointer,
    context,
  );
}

function finishClause(
  label: string,
  conditions: readonly CheckedCondition[],
  written: Rule | TableRow,
  known: Known,
  pointer: string,
  context: ClauseContext,
): CheckedClause {
  const outcomes = checkOutcomes(written.then, pointerTo(pointer, 'then'), known, context);
  return {
    label,
    pointer,
    written,
    conditions: [...checkPeriod(written, pointer, context), ...conditions],
    outcomes,
  };
}

/** Effective dates become conditions on the row's own date: what applies is decided by the row, not by the day of processing. */
function checkPeriod(
  period: EffectivePeriod,
  pointer: string,
  context: ClauseContext,
): CheckedCondition[] {
  const { findings, needDate } = context;
  const { effectiveFrom, effectiveTo } = period;
  if (effectiveFrom !== undefined && effectiveTo !== undefined && effectiveFrom > effectiveTo) {
    findings.error(
      'rule-effective-dates',
      `${pointer}/effectiveTo`,
      `The period ends on ${effectiveTo}, before it begins on ${effectiveFrom}.`,
    );
  }
  const bounds = [
    { key: 'effectiveFrom', operator: '>=', written: effectiveFrom },
    { key: 'effectiveTo', operator: '<=', written: effectiveTo },
  ] as const;
  return bounds.flatMap(({ key, operator, written }) => {
    if (written === undefined) return [];
    const at = pointerTo(pointer, key);
    needDate(at);
    const expression = checkBound(written, operator, at, context);
    return expression === undefined
      ? []
      : [{ pointer: at, text: written, column: null, expression }];
  });
}

function checkBound(
  written: string,
  operator: '>=' | '<=',
  pointer: string,
  { findings, scope, dateName }: ClauseContext,
): Checked | undefined {
  const day = parseDate(written);
  if (day === undefined)
    return findings.error('rule-document', pointer, `The day ${written} does not exist.`);
  const span = { start: 0, end: written.length };
  const context = contextAt(findings, scope, pointer, nothingKnown);
  if (!scope.fields.has(dateName)) return undefined;
  const field = checkExpression({ kind: 'name', name: dateName, ...span }, context);
  return field && checkComparison(span, operator, field, constant(span, date, day), context.report);
}
