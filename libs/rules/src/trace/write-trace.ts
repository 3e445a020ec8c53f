import type { Decision, RuleCode } from '../evaluate/decision.ts';
import { writeDate, writeValue } from '../written-value.ts';
import type { Trace, TraceStep, TracedCondition, TracedEffect, TracedValue } from './trace.ts';

/** A trace with every value as text, as it crosses wires and as people read it. Its lists are nobody else's. */
export interface WrittenTrace {
  readonly decision: WrittenDecision;
  readonly steps: WrittenStep[];
}

export interface WrittenDecision {
  readonly outcome: Decision['kind'];
  readonly points: number | null;
  /** `YYYY-MM-DD` */
  readonly expiresOn: string | null;
  /** Those that decided, joined by `+`. */
  readonly clauses: string;
  readonly code: RuleCode | null;
  readonly message: string | null;
  readonly warnings: string[];
}

/** `value` is null for none, and for what is not shown. */
export type WrittenStep =
  | { readonly kind: 'input' | 'derived'; readonly name: string; readonly value: string | null }
  | {
      readonly kind: 'clause';
      readonly clause: string;
      readonly matched: boolean;
      readonly conditions: TracedCondition[];
      readonly effects: WrittenEffect[];
    };

export interface WrittenEffect {
  readonly do: TracedEffect['do'];
  readonly points: number | null;
  readonly field: string | null;
  readonly value: string | null;
  readonly message: string | null;
}

/** @param isShown Whether the value of a field may be given to who asks */
export function writeTrace(
  { decision, steps }: Trace,
  isShown: (name: string) => boolean = () => true,
): WrittenTrace {
  return {
    decision: writeDecision(decision),
    steps: steps.map((step) => writeStep(step, isShown)),
  };
}

function writeDecision(decision: Decision): WrittenDecision {
  const nothing = { points: null, expiresOn: null, code: null, message: null };
  const common = { ...nothing, outcome: decision.kind, warnings: [...decision.warnings] };
  switch (decision.kind) {
    case 'accrue': {
      const { points, clauses, expiresOn } = decision;
      const day = expiresOn === null ? null : writeDate(expiresOn);
      return { ...common, points, clauses, expiresOn: day };
    }
    case 'reverse':
      return { ...common, points: decision.points, clauses: decision.clauses };
    case 'skip': {
      const { clause, code, reason } = decision;
      return { ...common, clauses: clause ?? '', code, message: reason };
    }
    default: {
      const { clause, code, message } = decision;
      return { ...common, clauses: clause ?? '', code, message };
    }
  }
}

function writeStep(step: TraceStep, isShown: (name: string) => boolean): WrittenStep {
  if (step.kind !== 'clause') {
    const { kind, name } = step;
    return { kind, name, value: isShown(name) ? textOf(step) : null };
  }
  const { kind, clause, matched, conditions, effects } = step;
  return {
    kind,
    clause,
    matched,
    conditions: [...conditions],
    effects: effects.map((effect) => writeEffect(effect, isShown)),
  };
}

function writeEffect(effect: TracedEffect, isShown: (name: string) => boolean): WrittenEffect {
  const nothing = { points: null, field: null, value: null, message: null };
  switch (effect.do) {
    case 'accrue':
    case 'reverse':
      return { ...nothing, do: effect.do, points: effect.points };
    case 'set': {
      const { field } = effect;
      return { ...nothing, do: effect.do, field, value: isShown(field) ? textOf(effect) : null };
    }
    default:
      return { ...nothing, do: effect.do, message: effect.message };
  }
}

function textOf({ value, type, scale }: TracedValue): string | null {
  if (value === null || type === 'null') return null;
  return writeValue(value, type === 'number' ? { type: 'decimal', scale } : { type });
}
