import type { CheckedClause, CheckedCondition, CheckedGroup } from '../check/checked-rule-set.ts';
import type { Checked } from '../check/checked.ts';
import type { ClassRuns } from '../compile/class-runs.ts';
import { intersectionOf } from '../compile/class-runs.ts';
import { conjuncts, constantsOf, fieldCondition } from '../compile/field-condition.ts';
import type { FieldCondition } from '../compile/field-condition.ts';
import { BoxIndex } from './box-index.ts';
import { within } from './box-sets.ts';
import { FieldDomain } from './field-domain.ts';
import type { KnownField, KnownFields } from './known-fields.ts';

/** Who tests a field: conditions of the group, only its effective dates, or only clauses before the group. */
export type FieldUse = 'condition' | 'period' | 'before';

/** A field that the conditions of a group test, with the values that they tell apart. */
export interface TestedField extends KnownField {
  readonly domain: FieldDomain;
  readonly use: FieldUse;
}

/**
 * What a clause takes: for every tested field a set of values, and conditions that compute something. A row that the clause fires for
 * is always in the box; a row in the box fires the clause only if there are no such conditions.
 */
export interface ClauseBox {
  readonly clause: CheckedClause;
  /** One set per tested field. */
  readonly sets: readonly ClassRuns[];
  /** The conditions that are more than a test of one field, by what they say: equal texts mean the same. */
  readonly computed: ReadonlySet<string>;
  /** True when no row is in the box. */
  readonly empty: boolean;
}

export interface GroupBoxes {
  readonly group: CheckedGroup;
  readonly fields: readonly TestedField[];
  readonly boxes: readonly ClauseBox[];
  /** Finds boxes by their position in `boxes`. */
  readonly index: BoxIndex;
  /** Clauses of earlier groups that end the row: what they take may never come here. */
  readonly before: readonly ClauseBox[];
}

interface SplitClause {
  readonly clause: CheckedClause;
  readonly tests: readonly FieldCondition[];
  readonly periods: readonly FieldCondition[];
  readonly computed: ReadonlySet<string>;
  readonly never: boolean;
}

/** The clauses of a group as boxes, in the order in which they are tried. */
export function boxesOf(
  group: CheckedGroup,
  before: readonly CheckedClause[],
  known: KnownFields,
): GroupBoxes {
  const own = group.clauses.map(splitClause);
  const earlier = before.map(splitClause);
  const fields = testedFields(own, earlier, known);
  const positions = new Map(fields.map(({ place }, position) => [place, position]));
  const boxes = own.map((one) => boxOf(one, fields, positions));
  const sets = boxes.map((box) => box.sets);
  return {
    group,
    fields,
    boxes,
    index: new BoxIndex(sets, fields),
    before: earlier.map((one) => boxOf(one, fields, positions)),
  };
}

function testedFields(
  own: readonly SplitClause[],
  earlier: readonly SplitClause[],
  known: KnownFields,
): TestedField[] {
  const constants = new Map<number, Set<string | number | boolean>>();
  const uses = new Map<number, FieldUse>();
  const note = ({ place, shape }: FieldCondition, use: FieldUse) => {
    const values = constants.get(place) ?? new Set();
    for (const value of constantsOf(shape)) values.add(value);
    constants.set(place, values);
    if (uses.get(place) !== 'condition' && use !== 'before') uses.set(place, use);
  };
  for (const { tests, periods } of own) {
    for (const test of tests) note(test, 'condition');
    for (const test of periods) note(test, 'period');
  }
  for (const { tests, periods } of earlier)
    for (const test of [...tests, ...periods]) note(test, 'before');
  return [...constants].flatMap(([place, values]) => {
    const field = known.get(place);
    if (field === undefined) return [];
    const domain = new FieldDomain(field.type, [...values]);
    return [{ ...field, domain, use: uses.get(place) ?? 'before' }];
  });
}

const noComputed: ReadonlySet<string> = new Set();

function splitClause(clause: CheckedClause): SplitClause {
  const tests: FieldCondition[] = [];
  const periods: FieldCondition[] = [];
  const computed = new Set<string>();
  let never = false;
  for (const condition of clause.conditions) {
    const kept = isPeriod(condition, clause) ? periods : tests;
    for (const part of conjuncts(condition.expression)) {
      const test = fieldCondition(part);
      if (part.shape.kind === 'constant') never = true;
      else if (test === undefined) computed.add(saying(condition, part));
      else kept.push(test);
    }
  }
  return { clause, tests, periods, computed: computed.size === 0 ? noComputed : computed, never };
}

function isPeriod({ pointer }: CheckedCondition, clause: CheckedClause): boolean {
  return (
    pointer === `${clause.pointer}/effectiveFrom` || pointer === `${clause.pointer}/effectiveTo`
  );
}

/** What tells a condition that computes from others. The parts of one cell share their place in the text, so a cell counts as a whole. */
function saying({ text, column }: CheckedCondition, { start, end }: Checked): string {
  return column === null ? text.slice(start, end) : `${column}: ${text}`;
}

function boxOf(
  { clause, tests, periods, computed, never }: SplitClause,
  fields: readonly TestedField[],
  positions: ReadonlyMap<number, number>,
): ClauseBox {
  const sets = fields.map(({ domain }) => domain.all);
  for (const { place, shape } of [...tests, ...periods]) {
    const position = positions.get(place);
    const domain = position === undefined ? undefined : fields[position]?.domain;
    if (position === undefined || domain === undefined) continue;
    const before = sets[position] as ClassRuns;
    const here = domain.where(shape);
    sets[position] = before === domain.all ? here : intersectionOf(before, here);
  }
  return { clause, sets, computed, empty: never || sets.some(({ length }) => length === 0) };
}

/** Whether every row that a clause fires for is one that the other would fire for. */
export function isCovered(box: ClauseBox, by: ClauseBox): boolean {
  return hasFewerConditions(by, box) && within(box.sets, by.sets);
}

/** Whether all that a clause computes is computed by the other as well. */
export function hasFewerConditions(a: ClauseBox, b: ClauseBox): boolean {
  for (const condition of a.computed) if (!b.computed.has(condition)) return false;
  return true;
}
