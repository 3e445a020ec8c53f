import { describe, expect, it } from 'vitest';
import { diagnoseRuleSet } from './analyse/diagnose-rule-set.ts';
import { compileRuleSet } from './compile/compile-rule-set.ts';
import type { Diagnostic } from './diagnostic.ts';
import { parseRuleSet } from './document/parse-rule-set.ts';
import type { RuleSetDocument } from './document/rule-set-document.ts';
import { documentOf, hostileRules } from './testing/hostile-rules.ts';
import { purchaseSlots } from './testing/purchase-slots.ts';
import type { Written } from './testing/written-values.ts';
import { valuesFor } from './testing/written-values.ts';

// R01 to R25 are the ids of the catalogue of bad inputs. What the API says to them is in libs/backend/api/src/rule-inputs.spec.ts.

describe('rules that are refused', () => {
  it.each(hostileRules)('$id $about: $code', ({ text, code, pointer }) => {
    const [first, ...others] = findingsOf(text).filter(({ severity }) => severity === 'error');
    expect(first).toMatchObject({ code, pointer });
    // One mistake is one finding, so that people are not sent after what follows from it.
    expect(others.map((other) => other.pointer)).not.toContain(pointer);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('rules that are taken', () => {
  it('R04 a template in a message stays the text that it is', () => {
    const message = '{{ this.process }} ${1 + 1} %s';
    expect(decided({ rules: [ruleThat({ do: 'reject', message })] })).toMatchObject({ message });
  });

  it('R12 a division that is by nothing for one row fails that row, with its code, and no other', () => {
    const rules = [ruleThat({ do: 'accrue', points: 'round(div(100, amount, 0))' })];
    expect(decided({ rules }, { amount: '0' })).toMatchObject({ kind: 'error', code: 'RULE-006' });
    expect(decided({ rules }, { amount: '4' })).toMatchObject({ kind: 'accrue', points: 25 });
  });

  it('R12 a result that is too large for one row fails that row, and is never a wrong number', () => {
    const rules = [ruleThat({ do: 'accrue', points: 'floor(amount * amount)' })];
    expect(decided({ rules }, { amount: '900719925474.0991' })).toMatchObject({
      kind: 'error',
      code: 'RULE-007',
    });
  });

  it('R13 of equal priorities the upper row wins', () => {
    const row = (id: string, points: string) => ({
      id,
      priority: 7,
      when: ['-'],
      then: [{ do: 'accrue', points }],
    });
    const rows = [row('upper', '1'), row('lower', '2')];
    const columns = [{ input: 'amount' }];
    const tables = [{ id: 't', hitPolicy: 'priority', columns, rows }];
    expect(decided({ tables })).toMatchObject({ points: 1, clauses: 't/upper' });
  });

  it('R14 periods that overlap are no conflict of versions, of which one is active: a table that allows one row warns', () => {
    const then = [{ do: 'accrue', points: '1' }];
    const when = ['"BOOKS"'];
    const rows = [
      { id: 'spring', when, then, effectiveFrom: '2026-03-01', effectiveTo: '2026-05-31' },
      { id: 'may', when, then, effectiveFrom: '2026-05-01', effectiveTo: '2026-05-31' },
    ];
    const columns = [{ input: 'category' }];
    const text = documentOf({ tables: [{ id: 't', hitPolicy: 'unique', columns, rows }] });
    expect(findingsOf(text)).toContainEqual(
      expect.objectContaining({ code: 'rule-overlap', pointer: '/tables/0/rows/1' }),
    );
  });

  it('R15 a clause may begin in the past, since it asks for the date of the row and not for today', () => {
    const rule = ruleThat({ do: 'accrue', points: '5' });
    const rules = [{ ...rule, effectiveFrom: '2020-01-01' }];
    expect(decided({ rules }, { occurredOn: '2020-01-01' })).toMatchObject({ points: 5 });
    expect(decided({ rules }, { occurredOn: '2019-12-31' })).toMatchObject({ kind: 'skip' });
  });

  it('R17 the Turkish i is compared as it is written, and lower case is that of no language', () => {
    const rules = [
      { ...ruleThat({ do: 'accrue', points: '1' }), when: 'lowerAscii(category) == "i"' },
    ];
    const given = (category: string) => decided({ rules: guarded(rules) }, { category }).kind;
    expect(['I', 'i', 'ı', 'İ'].map(given)).toEqual(['accrue', 'accrue', 'skip', 'skip']);
  });

  it('R23 a factor with six zeros too many fails rows instead of booking them', () => {
    const rules = [ruleThat({ do: 'accrue', points: 'floor(amount * 1000000)' })];
    expect(decided({ rules }, { amount: '12.50' })).toMatchObject({
      kind: 'error',
      code: 'RULE-008',
      message: '12500000 points are above the limit of 1000000 for one row.',
    });
    expect(findingsOf(documentOf({ rules, pointsMax: 100_000_000 }))).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'rule-points-max',
        pointer: '/pointsMax',
      }),
    );
  });

  it('R24 two hundred rules have titles of any script and markup, and plain ids', () => {
    const titles = ['Gümüş müşteri', 'قاعدة', '規則', '👩‍👩‍👧‍👦', '<img src=x onerror=alert(1)>'];
    const rules = Array.from({ length: 200 }, (_, at) => ({
      ...ruleThat({ do: 'warn', message: titles[at % titles.length] ?? '' }),
      id: `rule-${String(at)}`,
      title: titles[at % titles.length],
    }));
    const { warnings } = decided({ rules });
    expect(warnings).toHaveLength(200);
    expect(new Set(warnings)).toEqual(new Set(titles));
  });
});

function findingsOf(text: string): readonly Diagnostic[] {
  const parsed = parseRuleSet(text);
  return parsed.ok ? diagnoseRuleSet(parsed.document, purchaseSlots) : parsed.diagnostics;
}

function ruleThat(outcome: object) {
  return { id: 'a', when: 'true', then: [outcome] };
}

/** The category is optional. */
function guarded<T extends { when: string }>(rules: readonly T[]): T[] {
  return rules.map((rule) => ({ ...rule, when: `has(category) && ${rule.when}` }));
}

function decided(parts: Partial<Record<keyof RuleSetDocument, unknown>>, row = {}) {
  const parsed = parseRuleSet(documentOf(parts));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const compiled = compileRuleSet(parsed.document, purchaseSlots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const written: Record<string, Written> = { occurredOn: '2026-11-01', amount: '1', ...row };
  return compiled.program.evaluate(valuesFor(purchaseSlots, written));
}
