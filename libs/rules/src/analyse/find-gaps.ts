import type { Findings } from '../check/scope.ts';
import type { ClassRuns } from '../compile/class-runs.ts';
import { partOutside } from './box-sets.ts';
import type { Sets } from './box-sets.ts';
import type { ClauseBox, GroupBoxes, TestedField } from './clause-boxes.ts';
import { gives } from './outcomes.ts';
import { pointOf } from './point.ts';
import type { WorkLimit } from './work-limit.ts';

/**
 * Reports a table of which no row fits some row of a file. Only of tables that fire one row, have at least two and give something:
 * what collects bonuses or only refuses is meant to leave rows alone.
 */
export function findGap(space: GroupBoxes, findings: Findings, work: WorkLimit): void {
  const { group, fields, boxes } = space;
  if (group.policy === 'collect' || boxes.length < 2) return;
  if (!boxes.some(({ clause }) => gives(clause)) || !fields.some(isClosed)) return;
  const open = openPart(space, work);
  const point = open && pointOf(open, fields);
  if (point === null) return;
  findings.warn(
    'rule-gap',
    group.pointer,
    `No row of ${group.id} fits ${point}. If that is not meant, add a row for it, or one with - in every cell at the end.`,
  );
}

/**
 * A part of what is expected that no row takes; one value of the index's field after the other, so that few rows are looked at. What
 * computes may fit or not: its box counts as taken, so that nothing is said that is not certain.
 */
function openPart({ fields, boxes, before, index }: GroupBoxes, work: WorkLimit): Sets | null {
  const expected = fields.map(expectedValues);
  const earlier = before.map(({ sets }) => sets);
  const set = expected[index.field] ?? [];
  for (let at = set[0] ?? 0; at < (set[1] ?? 0); at += 1) {
    const slice = expected.with(index.field, [at, at + 1]);
    const taken = index.near(slice).map((near) => (boxes[near] as ClauseBox).sets);
    const open = partOutside(slice, [...taken, ...earlier], fields, work);
    if (open !== null || work.exhausted) return open;
  }
  return null;
}

/** Whether the values of a field can be covered by naming them: numbers, days, true and false; texts are without end. */
function isClosed({ type, use }: TestedField): boolean {
  return use === 'condition' && type.base !== 'text';
}

/**
 * The values that a table is expected to have rows for: every number; days and moments between the first and the last that is named;
 * of texts only those that are named.
 */
function expectedValues({ type, use, domain }: TestedField): ClassRuns {
  if (use === 'before') return domain.all;
  const missing = type.optional ? 1 : 0;
  if (type.base === 'text') return [domain.size - missing > 1 ? 1 : 0, domain.size - missing];
  if (type.base !== 'date' && type.base !== 'timestamp') return domain.all;
  return [1, Math.max(2, domain.size - missing - 1)];
}
