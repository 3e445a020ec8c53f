import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRuleSet } from './compile/compile-rule-set.ts';
import type { Diagnostic } from './diagnostic.ts';
import { canonicalJson } from './document/canonical-json.ts';
import { documentLimits } from './document/document-limits.ts';
import { parseRuleSet } from './document/parse-rule-set.ts';
import { ruleSetSchemaUrl } from './document/rule-set-document.ts';
import { cdnowRules, tieredRules } from './testing/example-rules.ts';
import { purchaseSlots } from './testing/purchase-slots.ts';

type Expected = Partial<Diagnostic> & { readonly says?: string };

/** One line of cases/documents.json: a JSON text, or a change to a plain document, and all that is found in it. */
interface DocumentCase {
  readonly about: string;
  readonly text?: string | { readonly repeat: string; readonly times: number };
  readonly change?: object;
  /** The errors, in order. */
  readonly finds?: readonly Expected[];
  /** The warnings, in order, where they matter. */
  readonly warns?: readonly Expected[];
  readonly why?: string;
}

const cases = JSON.parse(
  readFileSync(new URL('../cases/documents.json', import.meta.url), 'utf8'),
) as DocumentCase[];

describe('documents', () => {
  it.each(cases.map((one) => [titleOf(one), one] as const))('%s', (_title, one) => {
    const found = findingsOf(one);
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject((one.finds ?? []).map(expected));
    if (one.warns !== undefined) expect(found).toMatchObject(one.warns.map(expected));
  });

  it('has no more rules than a rule set may have', () => {
    const rule = { when: 'true', then: [{ do: 'skip', reason: 'x' }] };
    const rules = Array.from({ length: 100_000 }, (_, index) => ({ id: `r${index}`, ...rule }));
    expect(parseRuleSet({ ...plain, rules })).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: 'rule-limit',
          pointer: '/rules',
          message: expect.stringContaining(String(documentLimits.rulesMax)) as string,
        },
      ],
    });
  });

  it('reads values like JSON.parse', () => {
    const document = { ...tieredRules(), description: 'é \u{1f600} "quoted" \\ \n tab\t' };
    const text = JSON.stringify(document, null, 2);
    expect(parseRuleSet(text)).toEqual({ ok: true, document: JSON.parse(text) });
  });

  it('leaves no trace of a prototype in any object', () => {
    parseRuleSet('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('has the same canonical text however its keys are ordered', () => {
    const { name, ...others } = cdnowRules();
    expect(canonicalJson({ ...others, name })).toBe(canonicalJson(cdnowRules()));
    expect(JSON.parse(canonicalJson(cdnowRules()))).toEqual(cdnowRules());
  });

  it('has another canonical text when anything in it differs', () => {
    const changed = { ...cdnowRules(), pointsMax: 5 };
    expect(canonicalJson(changed)).not.toBe(canonicalJson(cdnowRules()));
  });
});

const plain = {
  $schema: ruleSetSchemaUrl,
  name: 'plain',
  inputs: [{ name: 'amount', type: 'decimal', scale: 4 }],
};

function findingsOf({ text, change }: DocumentCase): readonly Diagnostic[] {
  const written = typeof text === 'object' ? text.repeat.repeat(text.times) : text;
  const parsed = parseRuleSet(written ?? JSON.stringify({ ...withInputOf(change), ...change }));
  if (!parsed.ok) return parsed.diagnostics;
  const compiled = compileRuleSet(parsed.document, purchaseSlots);
  return compiled.ok ? compiled.warnings : compiled.diagnostics;
}

/** A case about a date input needs one. */
function withInputOf(change: object | undefined): object {
  return change !== undefined && 'dateInput' in change
    ? { ...plain, inputs: [{ name: 'occurredOn', type: 'date' }] }
    : plain;
}

function expected({ says, ...others }: Expected): object {
  return says === undefined
    ? others
    : { ...others, message: expect.stringContaining(says) as string };
}

function titleOf({ about, why }: DocumentCase): string {
  return why === undefined ? about : `${about} (${why})`;
}
