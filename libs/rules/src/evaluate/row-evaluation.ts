import type {
  CompiledClause,
  CompiledGroup,
  CompiledInput,
  CompiledOutcome,
  CompiledRuleSet,
} from '../compile/compiled-rule-set.ts';
import type { ExpiryRule } from '../document/rule-set-document.ts';
import type { Value } from '../value.ts';
import { ClauseTrail } from './clause-trail.ts';
import type { Decision } from './decision.ts';
import { EvaluationFailure } from './evaluation-failure.ts';
import { exact } from './exact-arithmetic.ts';
import { expiryOf } from './expiry.ts';
import type { Frame } from './frame.ts';

const noWarnings: readonly string[] = Object.freeze([]);

/**
 * Evaluates rows one after another. One instance is reused for all rows of a program, so that a row costs no more allocation than
 * its decision; nothing of a row is left when the next one begins.
 */
export class RowEvaluation {
  readonly frame: Frame;
  private readonly ruleSet: CompiledRuleSet;
  private readonly start: ClauseTrail;
  private trail: ClauseTrail;
  private lastAccrued: string | null = null;
  private points = 0;
  private expiresOn: number | null = null;
  private warnings: string[] | null = null;
  /** What is being evaluated, for the error of a row: a clause, or conditions of a group. */
  private clause: string | null = null;
  private searching: CompiledGroup | null = null;

  constructor(ruleSet: CompiledRuleSet) {
    this.ruleSet = ruleSet;
    this.start = ClauseTrail.of(
      ruleSet.groups.reduce((sum, { clauses }) => sum + clauses.length, 0),
    );
    this.trail = this.start;
    this.frame = new Array<Value>(ruleSet.frameSize).fill(null);
  }

  evaluate(values: readonly Value[], facts: readonly number[]): Decision {
    const { derived, groups } = this.ruleSet;
    try {
      this.begin(values, facts);
      for (const { label, place, evaluate } of derived) {
        this.enter(label);
        this.frame[place] = evaluate(this.frame);
      }
      for (const group of groups) {
        const decision = this.runGroup(group);
        if (decision !== null) return decision;
      }
      return this.conclude();
    } catch (failure) {
      return this.fail(failure);
    }
  }

  /** Forgets the last row and loads the inputs and facts of the next. */
  begin(values: readonly Value[], facts: readonly number[]): void {
    this.trail = this.start;
    this.lastAccrued = null;
    this.points = 0;
    this.expiresOn = null;
    this.warnings = null;
    this.clause = null;
    this.searching = null;
    for (const input of this.ruleSet.inputs) this.frame[input.place] = inputValue(input, values);
    for (const fact of this.ruleSet.facts) this.frame[fact.place] = inputValue(fact, facts);
  }

  /** Notes what is evaluated from here on, for the error of a row. */
  enter(clause: string): void {
    this.clause = clause;
    this.searching = null;
  }

  private runGroup(group: CompiledGroup): Decision | null {
    this.searching = group;
    group.index.begin(this.frame, 0);
    let at = group.index.next(this.frame);
    if (at >= 0 && group.policy === 'unique') this.refuseSecond(group, at);
    while (at >= 0) {
      const decision = this.fire(group, at);
      if (decision !== null || group.policy !== 'collect') return decision;
      this.searching = group;
      if (group.setsFields) group.index.begin(this.frame, at + 1);
      at = group.index.next(this.frame);
    }
    return null;
  }

  private refuseSecond(group: CompiledGroup, first: number): void {
    const second = group.index.next(this.frame);
    if (second < 0) return;
    this.enter(group.id);
    throw twoMatches(group, first, second);
  }

  /** Runs the outcomes of a clause whose conditions hold. A decision ends the row. */
  private fire(group: CompiledGroup, index: number): Decision | null {
    const clause = group.clauses[index];
    if (clause === undefined) return null;
    this.enter(clause.label);
    for (const outcome of clause.outcomes) {
      const decision = this.apply(outcome, clause);
      if (decision !== null) return decision;
    }
    return null;
  }

  /** Runs one outcome of a clause. A decision ends the row. */
  apply(outcome: CompiledOutcome, { label: clause, ordinal }: CompiledClause): Decision | null {
    switch (outcome.do) {
      case 'accrue':
        this.points = exact(this.points + outcome.points(this.frame));
        // A clause that accrues twice is one contributor.
        if (this.lastAccrued !== clause) this.trail = this.trail.with(ordinal, clause);
        this.lastAccrued = clause;
        if (outcome.expires !== null) this.expireBy(outcome.expires);
        return null;
      case 'set':
        this.frame[outcome.place] = outcome.value(this.frame);
        return null;
      case 'warn':
        (this.warnings ??= []).push(outcome.message);
        return null;
      case 'skip':
        return {
          kind: 'skip',
          clause,
          code: 'RULE-002',
          reason: outcome.message,
          warnings: this.warned,
        };
      case 'reject':
        return {
          kind: 'reject',
          clause,
          code: 'RULE-001',
          message: outcome.message,
          warnings: this.warned,
        };
      case 'reverse':
        return this.reverse(outcome.points === null ? null : outcome.points(this.frame), clause);
    }
  }

  private expireBy(rule: ExpiryRule): void {
    const { datePlace } = this.ruleSet;
    const day = datePlace === null ? null : this.frame[datePlace];
    if (typeof day !== 'number') return;
    const expiresOn = expiryOf(day, rule);
    if (this.expiresOn === null || expiresOn < this.expiresOn) this.expiresOn = expiresOn;
  }

  private reverse(points: number | null, clauses: string): Decision {
    if (points !== null) this.refuseOutOfRange(points);
    if (points === 0) return zeroPoints(clauses, this.warned);
    return { kind: 'reverse', points, clauses, warnings: this.warned };
  }

  /** The decision of a row that no clause has ended. */
  conclude(): Decision {
    const { points, trail, warned } = this;
    if (this.lastAccrued === null) {
      return {
        kind: 'skip',
        clause: null,
        code: 'RULE-004',
        reason: 'No rule applies to this row.',
        warnings: warned,
      };
    }
    this.enter(trail.text);
    this.refuseOutOfRange(points);
    if (points === 0) return zeroPoints(trail.text, warned);
    return {
      kind: 'accrue',
      points,
      expiresOn: this.expiresOn,
      clauses: trail.text,
      warnings: warned,
    };
  }

  private refuseOutOfRange(points: number): void {
    const { pointsMax } = this.ruleSet;
    if (points > pointsMax) {
      throw new EvaluationFailure(
        'RULE-008',
        `${points} points are above the limit of ${pointsMax} for one row.`,
      );
    }
    if (points < 0) {
      throw new EvaluationFailure(
        'RULE-009',
        `${points} points cannot be earned. Points are taken back with reverse.`,
      );
    }
  }

  /** The decision of a row that failed; anything but a failure of the row is a fault of ours and goes on. */
  fail(failure: unknown): Decision {
    if (!(failure instanceof EvaluationFailure)) throw failure;
    const { code, message } = failure;
    const searched = this.searching?.clauses[this.searching.index.trying]?.label;
    return { kind: 'error', clause: searched ?? this.clause, code, message, warnings: this.warned };
  }

  private get warned(): readonly string[] {
    return this.warnings ?? noWarnings;
  }
}

function inputValue(
  { name, slot, optional, jsType }: CompiledInput,
  values: readonly Value[],
): Value {
  const value = values[slot] ?? null;
  if (value === null) {
    if (optional) return null;
    throw new EvaluationFailure('RULE-005', `${name} has no value.`);
  }
  if (typeof value !== jsType || (jsType === 'number' && !Number.isSafeInteger(value))) {
    throw new EvaluationFailure('RULE-005', `${name} has a value of another type than declared.`);
  }
  return value;
}

function zeroPoints(clause: string, warnings: readonly string[]): Decision {
  return {
    kind: 'skip',
    clause,
    code: 'RULE-003',
    reason: 'The rules give zero points.',
    warnings,
  };
}

export function twoMatches(group: CompiledGroup, first: number, second: number): EvaluationFailure {
  const labels = [first, second].map((index) => group.clauses[index]?.label ?? '');
  return new EvaluationFailure(
    'RULE-010',
    `Both ${labels.join(' and ')} match, and the table allows one.`,
  );
}
