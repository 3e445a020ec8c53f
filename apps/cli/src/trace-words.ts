import { writeValue } from '@waybill/rules';
import type { ClauseStep, Trace, TraceStep, TracedEffect, TracedValue } from '@waybill/rules';
import { TextPlaces } from '@waybill/rules/text';
import type { RuleFile } from './rule-file.ts';

/** A line for every step: the values that rules begin with, then each clause that was tried and why it did not fire. */
export function stepLines({ steps }: Trace, rules: RuleFile): string[] {
  const places = new TextPlaces(rules.text);
  const rows = steps.map((step): readonly [string, string, string] =>
    step.kind === 'clause'
      ? [step.matched ? 'fires' : 'passes', step.clause, clauseWords(step, rules, places)]
      : [step.kind, step.name, textOf(step) ?? 'no value'],
  );
  const width = Math.max(0, ...rows.map(([, name]) => name.length));
  return rows.map(([kind, name, words]) =>
    `  ${kind.padEnd(7)}  ${name.padEnd(width)}  ${words}`.trimEnd(),
  );
}

/** The step with its values written as text, as tests write them. */
export function stepAsJson(step: TraceStep): object {
  if (step.kind !== 'clause') return { kind: step.kind, name: step.name, value: textOf(step) };
  return {
    ...step,
    effects: step.effects.map((effect) =>
      effect.do === 'set' ? { do: effect.do, field: effect.field, value: textOf(effect) } : effect,
    ),
  };
}

function clauseWords(step: ClauseStep, rules: RuleFile, places: TextPlaces): string {
  if (step.matched) return step.effects.map(effectWords).join('; ');
  const stop = step.conditions.find(({ result }) => result !== 'holds');
  if (stop === undefined) return '';
  const span = places.spanOfProperty(stop.pointer);
  const { line, column } = rules.lines.placeOf(span);
  const words = stop.result === 'failed' ? 'fails' : 'does not hold';
  return `${rules.text.slice(span.start, span.end)} ${words} (${rules.file}:${String(line)}:${String(column)})`;
}

function effectWords(effect: TracedEffect): string {
  switch (effect.do) {
    case 'accrue':
      return `${String(effect.points)} points`;
    case 'reverse':
      return effect.points === null ? 'takes back all' : `takes back ${String(effect.points)}`;
    case 'set':
      return `${effect.field} becomes ${textOf(effect) ?? 'nothing'}`;
    default:
      return `${effect.do}: ${effect.message}`;
  }
}

function textOf({ value, type, scale }: TracedValue): string | null {
  if (value === null) return null;
  const isDay = type === 'date' || type === 'timestamp';
  return writeValue(value, isDay ? { type } : { type: 'decimal', scale });
}
