import { describeNames } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import { purchaseSlots, tieredRules } from '@waybill/rules/testing';
import { TextPlaces } from '@waybill/rules/text';
import type { Span } from '@waybill/rules/text';
import { completionsAt } from './completions.ts';
import { definitionAt } from './definitions.ts';
import { findingsOf } from '../../workspace/findings/findings.ts';
import { hoverAt } from './hovers.ts';
import type { RuleContext } from './rule-context.ts';

describe('what may be written in an expression', () => {
  it('is every field with its type and every function with its signature', () => {
    const offered = offeredAt(written({ when: 'am| > 5' }));

    expect(offered.find(({ label }) => label === 'amount')).toMatchObject({
      detail: 'a decimal with 4 digits',
      documentation: 'Lately 12.3400, 7.5000',
    });
    expect(offered.find(({ label }) => label === 'round')).toMatchObject({
      detail: 'round(number, decimals?)',
      insert: 'round($0)',
    });
    expect(offered.map(({ label }) => label)).not.toContain('categoryRate');
  });

  it('replaces the name that is begun, behind escaped quotes too', () => {
    const { text, offset } = written({ when: 'category == "MUSIC" && am|' });
    const [first] = completionsAt(new TextPlaces(text), offset, context());

    expect(first && text.slice(first.span.start, first.span.end)).toBe('am');
  });

  it('is a value map where lookup asks for one', () => {
    const offered = offeredAt(written({ points: 'floor(lookup(cat|' }));

    expect(offered.map(({ label }) => label)).toEqual(['categoryRate']);
  });

  it('is a field in a cell of a table', () => {
    expect(offeredAt(written({ cell: '> am|' })).map(({ label }) => label)).toContain('amount');
  });

  it('is, in a derived field, no derived field that comes later', () => {
    const labels = offeredAt(written({ derived: 'd|' })).map(({ label }) => label);

    expect(labels).not.toContain('dollars');
    expect(labels).not.toContain('rate');
  });

  it('is nothing within a text, in a title or in a key', () => {
    expect(offeredAt(written({ when: 'category == "am|' }))).toEqual([]);
    expect(offeredAt(written({ title: 'am|' }))).toEqual([]);
  });
});

describe('what stands there', () => {
  it('is told of a field with its type and what it was lately', () => {
    expect(said(written({ when: 'amo|unt > 5' }))).toEqual([
      'amount: a decimal with 4 digits',
      'Field of the feed.',
      'In rows received lately: 12.3400, 7.5000',
    ]);
  });

  it('is told of a derived field, a value map and a function', () => {
    expect(said(written({ points: '|dollars' }))).toContain('floor(amount)');
    expect(said(written({ points: 'lookup(category|Rate, "A")' }))).toContain(
      'BOOKS → 1.5, MUSIC → 2.0',
    );
    expect(said(written({ points: 'flo|or(1)' }))[0]).toBe('floor(number, decimals?)');
  });

  it('is told of a clause in plain words, at its id and where a test expects it', () => {
    const words = expect.stringMatching(/^If dollars is at least 500: .* points/);

    expect(said(markedAt('"gold"', 3))).toEqual([words]);
    expect(said(markedAt('base/gold+season', 8))).toEqual(['base/gold', words]);
  });
});

describe('the definition', () => {
  it.each([
    ['of a field is its input', written({ when: 'amo|unt > 5' }), '"amount"'],
    ['of a derived field is itself', written({ points: 'dol|lars * 2' }), '"dollars"'],
    [
      'of a value map is itself',
      written({ points: 'lookup(cat|egoryRate, "A")' }),
      '"categoryRate"',
    ],
    ['of a column is its input', markedAt('"input": "dollars"', 12), '"floor(amount)"'],
    ['of an expected clause is the clause', markedAt('base/gold+season', 8), '">= 500"'],
    ['of a test’s value is its input', markedAt('"occurredOn": "2026', 4), '"date"'],
  ])('%s', (_, { text, offset }, part) => {
    const found = definitionAt(new TextPlaces(text), offset, context(JSON.parse(text)));

    expect(found && source(text, found.target)).toContain(part);
  });
});

describe('what is wrong', () => {
  it('stands at the word that is wrong, with what to write instead', () => {
    const { text } = written({ when: 'category == "MUSIC" && amout > 5' });
    const [finding] = findingsOf(text, purchaseSlots).placed;

    expect(finding && source(text, finding)).toBe('amout');
    expect(finding?.fix?.text).toBe('amount');
    expect(finding?.fix && source(text, finding.fix)).toBe('amout');
  });

  it('stands where the text stops being JSON', () => {
    const text = '{ "name": "x", "rules": [ , ] }';
    const [finding] = findingsOf(text, purchaseSlots).placed;

    expect(finding).toMatchObject({ code: 'rule-json', start: text.indexOf(',', 15) });
  });

  it('stands at the name of a thing, not all over it', () => {
    const text = JSON.stringify({ ...rules(), pointsMax: 5, dateInput: 'occurredOn' }, null, 2);
    const broken = text.replace('"hitPolicy": "first",', '');

    const [finding] = findingsOf(broken, purchaseSlots).placed;

    expect(finding && source(broken, finding)).toBe('"limit"');
  });

  it('of an input leaves the quotes when it is put right', () => {
    const text = JSON.stringify(rules()).replace('"name":"amount"', '"name":"amountt"');
    const finding = findingsOf(text, purchaseSlots).placed.find(({ fix }) => fix !== null);

    expect(finding?.fix && source(text, finding.fix)).toBe('amountt');
  });
});

function rules(): RuleSetDocument {
  return {
    ...tieredRules(),
    tests: [
      {
        id: 'gold',
        row: { occurredOn: '2026-05-05', amount: '600.0000' },
        expect: {
          outcome: 'accrue',
          points: 1,
          expiresOn: null,
          clauses: 'base/gold+season/music',
        },
      },
    ],
  } as RuleSetDocument;
}

interface Marked {
  readonly text: string;
  readonly offset: number;
}

/** The rules with another expression in one of its places, and where its `|` stood. */
function written(change: {
  when?: string;
  points?: string;
  cell?: string;
  derived?: string;
  title?: string;
}): Marked {
  const [[place, expression = ''] = ['', '']] = Object.entries(change);
  const plain = expression.replace('|', '');
  const document = rules();
  const rule = { id: 'own', title: 'x', when: 'true', then: [{ do: 'accrue', points: '1' }] };
  if (place === 'when') rule.when = plain;
  if (place === 'title') rule.title = plain;
  if (place === 'points') rule.then = [{ do: 'accrue', points: plain }];
  const table = {
    ...document.tables?.[0],
    id: 'own-table',
    rows: [row(place === 'cell' ? plain : '-')],
  };
  const derived = [
    { name: 'first', expression: place === 'derived' ? plain : '1' },
    ...(document.derived ?? []),
  ];
  const text = JSON.stringify(
    { ...document, derived, tables: [...(document.tables ?? []), table], rules: [rule] },
    null,
    2,
  );
  const escaped = JSON.stringify(expression).slice(1, -1);
  const at = escaped.indexOf('|');
  return { text, offset: text.indexOf(`"${escaped.replace('|', '')}"`) + 1 + at };
}

function row(cell: string) {
  return { id: 'own-row', when: [cell], then: [{ do: 'skip', reason: 'x' }] };
}

function markedAt(piece: string, into: number): Marked {
  const text = JSON.stringify(rules(), null, 2);
  return { text, offset: text.indexOf(piece) + into };
}

function context(document: RuleSetDocument = rules()): RuleContext {
  const samples = new Map([['amount', ['12.3400', '7.5000']]]);
  const names = describeNames(document, purchaseSlots);
  return { document, names, slots: purchaseSlots, samples };
}

function offeredAt({ text, offset }: Marked) {
  return completionsAt(new TextPlaces(text), offset, context());
}

function said({ text, offset }: Marked): string[] {
  return (hoverAt(new TextPlaces(text), offset, context())?.lines ?? []).map((line) => line.text);
}

function source(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
