import type { Findings } from '../check/scope.ts';
import { meets } from './box-sets.ts';
import { isCovered } from './clause-boxes.ts';
import type { ClauseBox, GroupBoxes } from './clause-boxes.ts';
import { doingOf } from './outcomes.ts';
import type { WorkLimit } from './work-limit.ts';

/** Reports rows that could be deleted, because a row below would take the same rows and do the same. */
export function findRedundant(
  { group, boxes, index }: GroupBoxes,
  unreachable: ReadonlySet<ClauseBox>,
  findings: Findings,
  work: WorkLimit,
): void {
  if (group.policy !== 'first') return;
  const doings = boxes.map(({ clause }) => doingOf(clause));
  for (const [position, box] of boxes.entries()) {
    if (box.empty || unreachable.has(box)) continue;
    const below = index.near(box.sets).filter((at) => at > position);
    work.spend(below.length + 1);
    if (work.exhausted) return;
    const next = below.find((at) => {
      const other = boxes[at] as ClauseBox;
      return (
        meets(box.sets, other.sets) && (doings[at] !== doings[position] || isCovered(box, other))
      );
    });
    // No row between the two that may fit does anything else.
    if (next === undefined || doings[next] !== doings[position]) continue;
    findings.warn(
      'rule-redundant',
      box.clause.pointer,
      `${box.clause.label} does what ${boxes[next]?.clause.label ?? ''} below does anyway, for every row that it takes. Delete it, unless reports need its name.`,
    );
  }
}
