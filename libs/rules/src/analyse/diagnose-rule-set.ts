import { checkRuleSet } from '../check/check-rule-set.ts';
import type { CheckedClause, CheckedRuleSet } from '../check/checked-rule-set.ts';
import { Findings } from '../check/scope.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { Slot } from '../value.ts';
import { boxesOf } from './clause-boxes.ts';
import type { GroupBoxes } from './clause-boxes.ts';
import { findConflicts } from './find-conflicts.ts';
import { findGap } from './find-gaps.ts';
import { findOverlaps } from './find-overlaps.ts';
import { findHighLimit, findPointsOutOfRange } from './find-points-range.ts';
import { findRedundant } from './find-redundant.ts';
import { findUnreachable } from './find-unreachable.ts';
import { knownFields } from './known-fields.ts';
import { endsRow } from './outcomes.ts';
import { WorkLimit } from './work-limit.ts';

/** Comparisons for one table, and the rules. Enough for any pair of 2,000 rows; some 50 ms when all are used. */
const comparisonsMax = 4_000_000;

/**
 * What is wrong with a document for the rows of a feed: what compiling it would say, in a fraction of the time, and when it compiles,
 * what clauses do to each other. The latter are warnings: such rules run, though hardly as they were meant. Nothing is said that is
 * not certain. For editors and reviews; the hub compiles without it.
 */
export function diagnoseRuleSet(document: RuleSetDocument, slots: readonly Slot[]): Diagnostic[] {
  const { ruleSet, diagnostics, ok } = checkRuleSet(document, slots);
  return ok ? [...diagnostics, ...analyse(ruleSet, document)] : diagnostics;
}

function analyse(ruleSet: CheckedRuleSet, document: RuleSetDocument): Diagnostic[] {
  const findings = new Findings();
  const known = knownFields(ruleSet, document);
  const ending: CheckedClause[] = [];
  for (const group of ruleSet.groups) {
    compareClauses(boxesOf(group, ending, known), findings);
    ending.push(...group.clauses.filter(endsRow));
  }
  findHighLimit(ruleSet, findings);
  findPointsOutOfRange(ruleSet, findings);
  return findings.diagnostics;
}

function compareClauses(space: GroupBoxes, findings: Findings): void {
  const work = new WorkLimit(comparisonsMax);
  const unreachable =
    space.group.policy === 'unique'
      ? findOverlaps(space, findings, work)
      : findUnreachable(space, findings, work);
  findConflicts(space, unreachable, findings);
  findRedundant(space, unreachable, findings, work);
  findGap(space, findings, work);
  if (work.exhausted) {
    findings.warn(
      'rule-not-analysed',
      space.group.pointer,
      `${space.group.id} is too large to be compared row by row to the end: there may be more findings than these. Split it to see them all.`,
    );
  }
}
