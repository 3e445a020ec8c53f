import { describe, expect, it } from 'vitest';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { Rule, RuleSetDocument } from '../document/rule-set-document.ts';
import { writeTrace } from './write-trace.ts';

const slots = [
  { name: 'occurredOn', type: 'date' },
  { name: 'amount', type: 'decimal', scale: 2 },
] as const;

describe('a trace as text', () => {
  it('has days as days and decimals with their digits, also where a clause set them', () => {
    const { steps, decision } = traced([
      {
        id: 'next-day',
        when: 'true',
        then: [{ do: 'set', field: 'occurredOn', value: 'addDays(occurredOn, 1)' }],
      },
      {
        id: 'half',
        when: 'true',
        then: [{ do: 'set', field: 'amount', value: 'div(amount, 2, 2)' }],
      },
      {
        id: 'base',
        when: 'amount > 5',
        then: [{ do: 'accrue', points: 'floor(amount)', expires: { months: 1 } }],
      },
    ]);

    expect(steps).toMatchObject([
      { name: 'occurredOn', value: '2026-01-31' },
      { name: 'amount', value: '12.50' },
      { clause: 'next-day', effects: [{ do: 'set', field: 'occurredOn', value: '2026-02-01' }] },
      { clause: 'half', effects: [{ do: 'set', field: 'amount', value: '6.25' }] },
      { clause: 'base', matched: true, effects: [{ do: 'accrue', points: 6 }] },
    ]);
    expect(decision).toMatchObject({ outcome: 'accrue', clauses: 'base', expiresOn: '2026-03-01' });
  });

  it('has no value of what is not shown', () => {
    const { steps } = traced(
      [
        {
          id: 'half',
          when: 'true',
          then: [{ do: 'set', field: 'amount', value: 'div(amount, 2, 2)' }],
        },
      ],
      (name) => name !== 'amount',
    );

    expect(steps).toMatchObject([
      { name: 'amount', value: null },
      { clause: 'half', effects: [{ do: 'set', field: 'amount', value: null }] },
    ]);
  });
});

function traced(rules: readonly Rule[], isShown?: (name: string) => boolean) {
  const document: RuleSetDocument = {
    $schema: ruleSetSchemaUrl,
    name: 'written',
    inputs: slots.map((slot) => ({ ...slot })),
    rules,
  };
  const compiled = compileRuleSet(document, slots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return writeTrace(compiled.program.trace([20_484, 1_250]), isShown);
}
