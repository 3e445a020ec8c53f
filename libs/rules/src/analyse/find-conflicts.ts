import type { Outcome } from '../document/rule-set-document.ts';
import type { Findings } from '../check/scope.ts';
import type { ClauseBox, GroupBoxes } from './clause-boxes.ts';
import { doingOf, endsRow } from './outcomes.ts';
import { settledBoxes } from './settled-boxes.ts';

/** Reports clauses with the same conditions that both fire and get in each other's way. */
export function findConflicts(
  space: GroupBoxes,
  unreachable: ReadonlySet<ClauseBox>,
  findings: Findings,
): void {
  if (space.group.policy !== 'collect') return;
  const settled = settledBoxes(space);
  const seen = new Map<string, ClauseBox>();
  for (const box of space.boxes) {
    if (box.empty || !settled.has(box) || unreachable.has(box)) continue;
    const conditions = JSON.stringify([box.sets, [...box.computed].sort()]);
    const twin = seen.get(conditions);
    if (twin === undefined) seen.set(conditions, box);
    else reportTwin(twin, box, findings);
  }
}

function reportTwin(first: ClauseBox, second: ClauseBox, findings: Findings): void {
  const [a, b] = [first.clause, second.clause];
  const both = `${a.label} and ${b.label} have the same conditions and both fire`;
  if (doingOf(a) === doingOf(b)) {
    findings.warn(
      'rule-redundant',
      b.pointer,
      `${both}: what they do is done twice. Delete one of them.`,
    );
    return;
  }
  const trouble = troubleOf(a.written.then, b.written.then, endsRow(b));
  if (trouble === null) return;
  findings.warn('rule-conflict', b.pointer, `${both}: ${trouble}. Keep one, or tell them apart.`);
}

function troubleOf(
  first: readonly Outcome[],
  second: readonly Outcome[],
  ends: boolean,
): string | null {
  const earns = first.some((outcome) => outcome.do === 'accrue');
  if (earns && ends) return 'the points of the first are dropped, because the second ends the row';
  if (earns && second.some((outcome) => outcome.do === 'accrue')) return 'their points add up';
  const set = new Set(first.flatMap((outcome) => (outcome.do === 'set' ? [outcome.field] : [])));
  const again = second.find((outcome) => outcome.do === 'set' && set.has(outcome.field));
  return again?.do === 'set' ? `the second overwrites what the first sets ${again.field} to` : null;
}
