import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../document/canonical-json.ts';
import { parseRuleSet } from '../document/parse-rule-set.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { arbitraryRuleSet } from '../testing/arbitrary-rules.ts';
import { returnsRules, tieredRules } from '../testing/example-rules.ts';
import type { PatchStep } from '../testing/json-patch.ts';
import { patched } from '../testing/json-patch.ts';
import { diffRuleSets } from './diff-rule-sets.ts';
import type { RuleSetChange } from './rule-set-change.ts';

/** One line of cases/diffs.json: what a change of an example reads like. */
interface DiffCase {
  readonly about: string;
  readonly example: keyof typeof examples;
  /** What is changed before both documents are compared. */
  readonly before?: readonly PatchStep[];
  readonly patch: readonly PatchStep[];
  readonly says: readonly string[];
  /** Parts of the changes, where they matter. */
  readonly changes?: readonly Partial<RuleSetChange>[];
  readonly why?: string;
}

const examples = { tieredRules, returnsRules };
const cases = JSON.parse(
  readFileSync(new URL('../../cases/diffs.json', import.meta.url), 'utf8'),
) as DiffCase[];

describe('the difference of two rule sets', () => {
  it.each(cases.map((one) => [one.about, one] as const))('%s', (_title, one) => {
    const before = patched(examples[one.example](), one.before ?? []);
    const changes = diffRuleSets(parsed(before), parsed(patched(before, one.patch)));
    expect(changes.map(({ sentence }) => sentence)).toEqual(one.says);
    for (const [index, change] of (one.changes ?? []).entries())
      expect(changes[index]).toMatchObject(change);
  });

  it('is empty exactly when the documents say the same', () => {
    fc.assert(
      fc.property(arbitraryRuleSet, arbitraryRuleSet, fc.boolean(), (before, other, equal) => {
        const after = equal ? withKeysTurned(before) : other;
        const same =
          canonicalJson(withoutEmptyLists(before)) === canonicalJson(withoutEmptyLists(after));
        const changes = diffRuleSets(before, after);
        expect(changes.length === 0).toBe(same);
        for (const { sentence } of changes) expect(sentence).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 100 },
    );
  });

  it('of a document with one thing changed is not empty, and turned around names the same place', () => {
    fc.assert(
      fc.property(arbitraryRuleSet, fc.nat(), (before, at) => {
        const rules = before.rules ?? [];
        fc.pre(rules.length > 0);
        const index = at % rules.length;
        const after = {
          ...before,
          rules: rules.map((rule, place) =>
            place === index ? { ...rule, when: 'n > 4711' } : rule,
          ),
        };
        const [forth, back] = [diffRuleSets(before, after), diffRuleSets(after, before)];
        expect(forth).toMatchObject([
          { what: 'rule', part: 'when', after: 'n > 4711', pointerAfter: `/rules/${index}/when` },
        ]);
        expect(back).toMatchObject([{ before: 'n > 4711', pointerBefore: `/rules/${index}/when` }]);
      }),
      { numRuns: 50 },
    );
  });

  it('has a sentence of a readable length for a long text', () => {
    const expression = `${'1 + '.repeat(900)}1`;
    const [before, after] = ['floor(amount)', expression].map((text) => ({
      ...tieredRules(),
      derived: [{ name: 'dollars', expression: text }],
    }));
    const [change] = before && after ? diffRuleSets(before, after) : [];
    expect(change?.sentence.length).toBeLessThan(300);
    expect(change?.after).toBe(expression);
  });

  it('of a thousand rows, all changed and turned around, takes no time that a person notices', () => {
    const rows = (points: number) =>
      Array.from({ length: 1_000 }, (_, index) => ({
        id: `r${index}`,
        when: [`> ${index + points}`],
        then: [{ do: 'accrue' as const, points: String(points) }],
      }));
    const table = { id: 't', hitPolicy: 'first' as const, columns: [{ input: 'amount' }] };
    const before = { ...tieredRules(), tables: [{ ...table, rows: rows(1) }] };
    const after = { ...tieredRules(), tables: [{ ...table, rows: rows(2).toReversed() }] };
    const times = Array.from({ length: 5 }, () => {
      const started = process.cpuUsage();
      expect(diffRuleSets(before, after)).toHaveLength(999 + 1_000 + 1_000);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

/** The same value with the keys of every object in the other direction. */
function withKeysTurned<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => withKeysTurned(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    withKeysTurned<unknown>(entry),
  ]);
  return Object.fromEntries(entries.toReversed()) as T;
}

function withoutEmptyLists(document: RuleSetDocument): object {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

function parsed(document: unknown): RuleSetDocument {
  const read = parseRuleSet(JSON.stringify(document));
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.document;
}
