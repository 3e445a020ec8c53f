import type { Findings } from '../check/scope.ts';
import { meets, partOutside, within } from './box-sets.ts';
import { hasFewerConditions } from './clause-boxes.ts';
import type { ClauseBox, GroupBoxes } from './clause-boxes.ts';
import { endsRow } from './outcomes.ts';
import { settledBoxes } from './settled-boxes.ts';
import type { WorkLimit } from './work-limit.ts';

const namedMax = 3;

/** Reports clauses that can never fire: their conditions contradict each other, or what comes before leaves them nothing. */
export function findUnreachable(
  space: GroupBoxes,
  findings: Findings,
  work: WorkLimit,
): ReadonlySet<ClauseBox> {
  const unreachable = new Set<ClauseBox>();
  const settled = settledBoxes(space);
  const endsGroup = (box: ClauseBox) =>
    settled.has(box) && (space.group.policy === 'first' || endsRow(box.clause));
  for (const [position, box] of space.boxes.entries()) {
    const before = box.empty ? [] : space.index.near(box.sets).filter((at) => at < position);
    work.spend(before.length + 1);
    if (work.exhausted) break;
    const ending = before
      .map((at) => space.boxes[at] as ClauseBox)
      .filter((one) => !one.empty && !unreachable.has(one) && endsGroup(one));
    const blocking = blockersOf(box, ending, space, work);
    if (!box.empty && blocking.length === 0) continue;
    unreachable.add(box);
    report(box, blocking, findings);
  }
  return unreachable;
}

/** The clause that takes all rows of this one before it, or the clauses that do so together. */
function blockersOf(
  box: ClauseBox,
  before: readonly ClauseBox[],
  { fields }: GroupBoxes,
  work: WorkLimit,
): readonly ClauseBox[] {
  const near = before.filter(
    (other) => hasFewerConditions(other, box) && meets(box.sets, other.sets),
  );
  const alone = near.find(({ sets }) => within(box.sets, sets));
  if (alone !== undefined) return [alone];
  if (near.length < 2) return [];
  const others = near.map(({ sets }) => sets);
  return partOutside(box.sets, others, fields, work) === null && !work.exhausted ? near : [];
}

function report({ clause }: ClauseBox, blocking: readonly ClauseBox[], findings: Findings): void {
  const [first, ...others] = blocking.map((one) => one.clause.label);
  if (first === undefined) {
    findings.warn(
      'rule-unreachable',
      clause.pointer,
      `${clause.label} never fires: no row can fit all of its conditions. Change them or delete it.`,
    );
    return;
  }
  const fits = others.length === 0 ? `fits ${first}` : `fits ${listOf([first, ...others])}`;
  findings.warn(
    'rule-unreachable',
    clause.pointer,
    `${clause.label} never fires: every row that it takes ${fits}, which ${others.length === 0 ? 'comes' : 'come'} first. Move it up, change its conditions or delete it.`,
  );
}

function listOf(labels: readonly string[]): string {
  const named = labels.slice(0, namedMax);
  const more = labels.length - named.length;
  return more === 0
    ? `${named.slice(0, -1).join(', ')} or ${named.at(-1) ?? ''}`
    : `${named.join(', ')} or one of ${String(more)} more`;
}
