import type { Findings } from '../check/scope.ts';
import { intersectionOfBoxes, meets, partOutside } from './box-sets.ts';
import { isCovered } from './clause-boxes.ts';
import type { ClauseBox, GroupBoxes } from './clause-boxes.ts';
import { pointOf } from './point.ts';
import type { WorkLimit } from './work-limit.ts';

/** Reports rows of a table that allows one match that fit the same row of a file: such a row fails. One finding per row. */
export function findOverlaps(
  space: GroupBoxes,
  findings: Findings,
  work: WorkLimit,
): ReadonlySet<ClauseBox> {
  const never = new Set<ClauseBox>();
  if (space.group.policy !== 'unique') return never;
  for (const [position, box] of space.boxes.entries()) {
    const near = space.index.near(box.sets);
    work.spend(near.length + 1);
    if (box.empty || work.exhausted) continue;
    const others = near
      .filter((at) => at !== position)
      .map((at) => ({ at, other: space.boxes[at] as ClauseBox }))
      .filter(({ other }) => meets(box.sets, other.sets));
    const around = others.find(({ other }) => isCovered(box, other));
    if (around !== undefined) {
      never.add(box);
      reportCovered(box, around.other, findings);
      continue;
    }
    const meeting = others.find(
      ({ at, other }) => at < position && !never.has(other) && isCertain(box, other),
    );
    if (meeting !== undefined) reportOverlap(space, meeting.other, box, findings, work);
  }
  return never;
}

function reportCovered({ clause }: ClauseBox, by: ClauseBox, findings: Findings): void {
  findings.warn(
    'rule-overlap',
    clause.pointer,
    `${clause.label} never fires: every row that it takes fits ${by.clause.label} too, and the table allows one, so such a row fails (RULE-010). Change the conditions, or the hit policy to first.`,
  );
}

/** Conditions that compute may exclude each other, so nothing is said about them. */
function isCertain(a: ClauseBox, b: ClauseBox): boolean {
  return a.computed.size === 0 && b.computed.size === 0;
}

function reportOverlap(
  { fields, before }: GroupBoxes,
  first: ClauseBox,
  second: ClauseBox,
  findings: Findings,
  work: WorkLimit,
): void {
  const both = intersectionOfBoxes(first.sets, second.sets);
  const others = before.map(({ sets }) => sets);
  const part = partOutside(both, others, fields, work);
  const point = part && pointOf(part, fields);
  if (point === null) return;
  findings.warn(
    'rule-overlap',
    second.clause.pointer,
    `${first.clause.label} and ${second.clause.label} both fit ${point}. The table allows one, so such a row fails (RULE-010). Make their conditions exclude each other.`,
  );
}
