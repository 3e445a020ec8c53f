import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseRuleSet } from './analyse/diagnose-rule-set.ts';
import { compileRuleSet } from './compile/compile-rule-set.ts';
import type { Diagnostic } from './diagnostic.ts';
import { parseRuleSet } from './document/parse-rule-set.ts';
import type { RuleSetDocument } from './document/rule-set-document.ts';
import { ruleSetSchemaUrl } from './document/rule-set-document.ts';
import { arbitraryRuleSet, arbitrarySlots } from './testing/arbitrary-rules.ts';
import { arbitraryText } from './testing/arbitrary-texts.ts';

/**
 * Whatever is typed, parser and checker answer, and within ten milliseconds, so that an editor is never in anybody's way.
 * `WAYBILL_FUZZ_INPUTS=1000000 WAYBILL_FUZZ_SEED=7 npx vitest run libs/rules/src/fuzz.spec.ts` tries more, or others.
 */
const inputs = Number(process.env['WAYBILL_FUZZ_INPUTS'] ?? 9_000);
const seed = Number(process.env['WAYBILL_FUZZ_SEED'] ?? 20261129);
const limitMs = 10;
const options = { numRuns: Math.ceil(inputs / 3), seed };
const patience = Math.max(60_000, inputs * limitMs * 6);

describe(`any text (${String(inputs)} inputs, seed ${String(seed)})`, () => {
  it(
    'in the place of an expression has a finding inside it, or none, at once',
    () => {
      fc.assert(
        fc.property(arbitraryText, (text) => {
          expectFindings(text, expressionPlaces(text));
        }),
        options,
      );
    },
    patience,
  );

  it(
    'in the place of a cell has a finding inside it, or none, at once',
    () => {
      fc.assert(
        fc.property(arbitraryText, fc.constantFrom(...columns), (text, column) => {
          expectFindings(text, cellPlace(text, column));
        }),
        options,
      );
    },
    patience,
  );

  it(
    'in the place of a document is read or refused, at once',
    () => {
      fc.assert(
        fc.property(documents, (text) => {
          const found = quickly(text, () => {
            const parsed = parseRuleSet(text);
            return parsed.ok
              ? diagnoseRuleSet(parsed.document, arbitrarySlots)
              : parsed.diagnostics;
          });
          expect(found.every(({ message }) => message !== '')).toBe(true);
        }),
        options,
      );
    },
    patience,
  );

  it('has findings at once where two hundred fields are there and none of the names is one', () => {
    const inputs = Array.from({ length: 200 }, (_, at) => ({
      name: `someFieldNumber${String(at)}`,
      type: 'integer' as const,
    }));
    const names = Array.from({ length: 180 }, (_, at) => `someFeildNumber${String(at)}`);
    const text = names.join(' + ');
    const derived = [{ name: 'given', expression: text }];
    const document = { $schema: ruleSetSchemaUrl, name: 'fuzz', inputs, derived } as const;
    const found = quickly(text, () => diagnoseRuleSet(document, inputs));
    const unknown = found.filter(({ code }) => code === 'rule-unknown-field');
    expect(unknown).toHaveLength(names.length);
    expect(unknown[0]?.suggestion).toBe('someFieldNumber0');
  });
});

const columns = arbitrarySlots.map(({ name }) => name);

/** Small rule sets as text, nearly all with something put in, taken out or said again. */
const documents = fc
  .tuple(
    arbitraryRuleSet.map(({ tables = [], rules = [], ...others }) => ({
      ...others,
      tables: tables.map((table) => ({ ...table, rows: table.rows.slice(0, 8) })),
      rules: rules.slice(0, 8),
    })),
    fc.nat(),
    fc.nat({ max: 40 }),
    fc.oneof(
      fc.constantFrom(
        '{',
        '[',
        '"',
        ',',
        '}',
        ']',
        '\\',
        '\\u12',
        'null',
        '{"a":1}',
        '1e999',
        '-0',
      ),
      fc.constantFrom(
        '['.repeat(5_000),
        '{"a":'.repeat(5_000),
        '"__proto__":{},',
        '\u0000',
        '\ud800',
      ),
      fc.string({ maxLength: 20 }),
    ),
  )
  .map(([document, at, length, piece]) => {
    const text = JSON.stringify(document);
    const place = at % (text.length + 1);
    return text.slice(0, place) + piece + text.slice(place + length);
  });

/** Where an expression may stand. */
function expressionPlaces(text: string): Partial<RuleSetDocument> {
  return {
    derived: [{ name: 'given', expression: text }],
    rules: [
      { id: 'a', when: text, then: [{ do: 'accrue', points: text }] },
      { id: 'b', when: 'true', then: [{ do: 'set', field: 'q', value: text }] },
    ],
  };
}

function cellPlace(cell: string, column: string): Partial<RuleSetDocument> {
  const row = { id: 'a', when: [cell, cell], then: [{ do: 'accrue', points: '1' }] } as const;
  const both = [{ input: column }, { input: column }];
  const rows = [row, { ...row, id: 'b', when: ['-', '-'] }];
  return { tables: [{ id: 't', hitPolicy: 'unique', columns: both, rows }] };
}

function expectFindings(text: string, placed: Partial<RuleSetDocument>): void {
  const document: RuleSetDocument = {
    $schema: ruleSetSchemaUrl,
    name: 'fuzz',
    inputs: arbitrarySlots,
    valueMaps: [{ name: 'factor', type: 'decimal', scale: 2, entries: { A: '1.50' } }],
    ...placed,
  };
  const found = quickly(text, () => diagnoseRuleSet(document, arbitrarySlots));
  expect(found.filter((one) => !isInside(one, text))).toEqual([]);
  // What has no errors can be run.
  const isRefused = found.some(({ severity }) => severity === 'error');
  expect(compileRuleSet(document, arbitrarySlots).ok).toBe(!isRefused);
}

function isInside({ start, end }: Diagnostic, text: string): boolean {
  if (start === undefined || end === undefined) return start === end;
  return start >= 0 && start <= end && end <= text.length;
}

/** What `run` gives. A slow input is tried five times more and counts by its best, since the first was interpreted. */
function quickly<Result>(text: string, run: () => Result): Result {
  const { result, ms: first } = timed(run);
  let ms = first;
  for (let again = 0; again < 5 && ms > limitMs; again += 1) ms = Math.min(ms, timed(run).ms);
  if (ms > limitMs)
    expect.fail(
      `${ms.toFixed(1)} ms for ${String(text.length)} characters: ${JSON.stringify(text.slice(0, 300))}`,
    );
  return result;
}

/** In processor time of this thread: on the wall clock others that work on this machine would be measured. */
function timed<Result>(run: () => Result): { result: Result; ms: number } {
  const started = process.threadCpuUsage();
  const result = run();
  const { user, system } = process.threadCpuUsage(started);
  return { result, ms: (user + system) / 1_000 };
}
