import type { ClauseBox, GroupBoxes } from './clause-boxes.ts';

/**
 * The clauses whose conditions nothing in the group can change the answer to. Where every matching clause fires, one may set a field
 * that a later one tests, so that equal conditions need not have equal answers.
 */
export function settledBoxes({ group, fields, boxes }: GroupBoxes): ReadonlySet<ClauseBox> {
  if (group.policy !== 'collect') return new Set(boxes);
  const changed = new Set(
    group.clauses.flatMap(({ outcomes }) =>
      outcomes.flatMap((outcome) => (outcome.do === 'set' ? [outcome.place] : [])),
    ),
  );
  if (changed.size === 0) return new Set(boxes);
  const isSettled = ({ sets, computed }: ClauseBox) =>
    computed.size === 0 &&
    fields.every(({ place, domain }, at) => !changed.has(place) || sets[at] === domain.all);
  return new Set(boxes.filter(isSettled));
}
