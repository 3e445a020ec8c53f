import type { RuleDecision, RuleTraceStep } from '@waybill/contracts';
import { decimalText } from '../../decimal-text.ts';
import type { Decision, TraceStep, TracedEffect, TracedValue } from '@waybill/rules';

const msPerDay = 86_400_000;

export function decisionOf(decision: Decision): RuleDecision {
  const { kind: outcome, warnings } = decision;
  const common = { outcome, warnings: [...warnings] };
  const nothing = { points: null, expiresOn: null, code: null, message: null };
  switch (decision.kind) {
    case 'accrue': {
      const { points, clauses, expiresOn } = decision;
      return { ...common, ...nothing, points, clauses, expiresOn: dateOf(expiresOn) };
    }
    case 'reverse':
      return { ...common, ...nothing, points: decision.points, clauses: decision.clauses };
    case 'skip': {
      const { clause, code, reason } = decision;
      return { ...common, ...nothing, clauses: clause ?? '', code, message: reason };
    }
    default: {
      const { clause, code, message } = decision;
      return { ...common, ...nothing, clauses: clause ?? '', code, message };
    }
  }
}

/** @param isShown whether the value of a field may be given to who asks */
export function stepOf(step: TraceStep, isShown: (name: string) => boolean): RuleTraceStep {
  if (step.kind !== 'clause') {
    const { kind, name } = step;
    return { kind, name, value: isShown(name) ? textOf(step) : null };
  }
  const { kind, clause, matched, conditions, effects } = step;
  return {
    kind,
    clause,
    matched,
    conditions: conditions.map(({ pointer, result }) => ({ pointer, result })),
    effects: effects.map((effect) => effectOf(effect, isShown)),
  };
}

function effectOf(effect: TracedEffect, isShown: (name: string) => boolean) {
  const nothing = { points: null, field: null, value: null, message: null };
  switch (effect.do) {
    case 'accrue':
    case 'reverse':
      return { ...nothing, do: effect.do, points: effect.points };
    case 'set': {
      const { field } = effect;
      const text = isShown(field) ? textOf(effect) : null;
      return { ...nothing, do: effect.do, field, value: text };
    }
    default:
      return { ...nothing, do: effect.do, message: effect.message };
  }
}

function textOf({ value, type, scale }: TracedValue): string | null {
  if (value === null) return null;
  if (typeof value !== 'number') return String(value);
  if (type === 'date') return dateOf(value);
  if (type === 'timestamp') return new Date(value).toISOString();
  return scale === 0 ? String(value) : decimalText(value, scale);
}

function dateOf(days: number | null): string | null {
  return days === null ? null : new Date(days * msPerDay).toISOString().slice(0, 10);
}
