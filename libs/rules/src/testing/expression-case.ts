import { expect } from 'vitest';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { Slot } from '../value.ts';
import type { Written } from './written-values.ts';
import { valuesFor, write } from './written-values.ts';

/** A long text, so that the case stays readable. */
interface Repeated {
  readonly repeat: string;
  readonly times: number;
  readonly then?: string;
}

/** A line of cases: what an expression gives for a row, how it fails, or what the checker finds or warns of. */
export interface ExpressionCase {
  readonly expression: string | Repeated;
  readonly row?: Readonly<Record<string, Written | Repeated>>;
  readonly value?: Written;
  readonly error?: string;
  readonly diagnostic?: string;
  /** The one thing it warns of, or null for nothing. */
  readonly warns?: string | null;
  readonly at?: readonly [start: number, end: number];
  readonly says?: string;
  readonly suggestion?: string;
  readonly why?: string;
}

const slots: readonly Slot[] = [
  { name: 'amount', type: 'decimal', scale: 4 },
  { name: 'rate', type: 'decimal', scale: 2 },
  { name: 'n', type: 'integer' },
  { name: 'q', type: 'integer' },
  { name: 'name', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'flag', type: 'boolean' },
  { name: 'maybe', type: 'boolean' },
  { name: 'd', type: 'date' },
  { name: 'due', type: 'date' },
  { name: 'moment', type: 'timestamp' },
];

const optional = ['q', 'kind', 'maybe', 'due'];

const defaults: Readonly<Record<string, Written>> = {
  amount: '12.3000',
  rate: '1.50',
  n: '7',
  name: 'Ann',
  flag: true,
  d: '2026-01-31',
  moment: '2026-01-31T23:59:59Z',
};

function documentFor(expression: string): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'case',
    inputs: slots.map((slot) => ({ ...slot, optional: optional.includes(slot.name) })),
    valueMaps: [
      { name: 'tier', type: 'decimal', scale: 2, entries: { GOLD: '2.0', SILVER: '1.50' } },
      { name: 'region', type: 'text', entries: { NYC: 'east', SFO: 'west' } },
      { name: 'opening', type: 'date', entries: { NYC: '2025-06-01' } },
    ],
    derived: [{ name: 'result', expression }],
    rules: [],
  };
}

/** What comes of the expression of a case, in the form in which `expectedOf` says it. */
export function outcomeOf({ expression, row = {}, warns }: ExpressionCase): object {
  const compiled = compileRuleSet(documentFor(textOf(expression)), slots);
  if (!compiled.ok) return compiled.diagnostics.find(({ severity }) => severity === 'error') ?? {};
  if (warns !== undefined) return warningsOf(compiled.warnings);
  const written = Object.entries({ ...defaults, ...row }).map(
    ([name, value]) => [name, textOf(value)] as const,
  );
  const { decision, steps } = compiled.program.trace(valuesFor(slots, Object.fromEntries(written)));
  if (decision.kind === 'error') return { error: decision.code, clause: decision.clause };
  const step = steps.find((one) => one.kind === 'derived');
  return step?.kind === 'derived' ? { value: write(step.value, step.type, step.scale) } : {};
}

function warningsOf(warnings: readonly Diagnostic[]): object {
  return warnings.filter(({ code }) => code !== 'rule-unused');
}

export function expectedOf({ warns, ...others }: ExpressionCase): object {
  if (warns === undefined) return expectedFinding(others);
  return warns === null ? [] : [expectedFinding({ ...others, diagnostic: warns })];
}

function expectedFinding({
  value,
  error,
  diagnostic,
  at,
  says,
  suggestion,
}: Omit<ExpressionCase, 'warns'>): object {
  if (diagnostic === undefined)
    return error === undefined ? { value } : { error, clause: 'derived/result' };
  return {
    code: diagnostic,
    pointer: '/derived/0/expression',
    ...(at && { start: at[0], end: at[1] }),
    ...(says !== undefined && { message: expect.stringContaining(says) as string }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

function textOf<T>(value: T | Repeated): T | string {
  if (typeof value !== 'object' || value === null || !('repeat' in value)) return value as T;
  return value.repeat.repeat(value.times) + (value.then ?? '');
}

export function titleOf({ expression, row, why }: ExpressionCase): string {
  const shown =
    typeof expression === 'string' ? expression : `${expression.repeat} ${expression.times} times`;
  return [shown, row === undefined ? '' : JSON.stringify(row), why === undefined ? '' : `(${why})`]
    .join(' ')
    .slice(0, 120);
}
