import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../document/canonical-json.ts';
import { parseRuleSet } from '../document/parse-rule-set.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { arbitraryRuleSet } from '../testing/arbitrary-rules.ts';
import { cappedRules, cdnowRules, returnsRules, tieredRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { twentyRules } from '../testing/twenty-rules.ts';
import { descriptions } from './descriptions.ts';
import { editorSchema } from './editor-schema.ts';
import { ruleSetJsonSchema } from './rule-set-json-schema.ts';

const ajv = new Ajv2020({ strict: false });
const fitsSchema = ajv.compile(ruleSetJsonSchema());

describe('the published JSON Schema', () => {
  it('is a schema of draft 2020-12 with a stable address', () => {
    const schema = ruleSetJsonSchema();
    expect(schema['$id']).toBe(ruleSetSchemaUrl);
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(canonicalJson(ruleSetJsonSchema())).toBe(canonicalJson(schema));
  });

  it('takes and refuses the documents of the cases as the parser does', () => {
    const documents = caseDocuments();
    const taken = documents.filter((document) => {
      const { ok } = parseRuleSet(document);
      expect(fitsSchema(document), JSON.stringify(document).slice(0, 300)).toBe(ok);
      return ok;
    });
    expect(taken.length).toBeGreaterThan(50);
    expect(documents.length - taken.length).toBeGreaterThan(20);
  });

  it('takes and refuses documents with something broken as the parser does', () => {
    const sound = [tieredRules(), returnsRules(), cappedRules(), tested].map((rules) =>
      fc.constant(rules),
    );
    let refused = 0;
    fc.assert(
      fc.property(
        fc.oneof(arbitraryRuleSet, ...sound),
        fc.nat(),
        fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('x', '', -1, 0.5, 1e300, [], {})),
        fc.boolean(),
        (document, at, value, addKey) => {
          const broken = withPlaceBroken(document, at, value, addKey);
          const { ok } = parseRuleSet(broken);
          if (!ok) refused += 1;
          expect(fitsSchema(broken)).toBe(ok);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  it('describes every object and property', () => {
    const { $defs = {}, ...root } = ruleSetJsonSchema();
    const bare = [root, ...Object.values($defs)].flatMap(
      ({ title = '', description, properties }) => [
        ...(description === undefined ? [title] : []),
        ...Object.entries(properties ?? {}).flatMap(([name, property]) =>
          property.description === undefined ? [`${title}.${name}`] : [],
        ),
      ],
    );
    expect(bare).toEqual([]);
  });

  it('says what the types of the document say', () => {
    const docs = [...documentationOf('rule-set-document.ts'), ...documentationOf('test-case.ts')];
    expect(docs.length).toBeGreaterThan(15);
    for (const { type, property, text } of docs) {
      // What holds for an effective period is said of everything that has one.
      for (const title of type === 'EffectivePeriod' ? ['TableRow', 'Rule'] : [type]) {
        const words = descriptions[title];
        const said = property === null ? words?.about : words?.properties[property];
        expect(said, `${title}.${property ?? ''}`).toBe(text);
      }
    }
  });
});

describe('the schema for the editor of a feed', () => {
  const maps = { valueMaps: [{ name: 'region', entries: { NYC: 'east' } }] };
  const fits = new Ajv2020({ strict: false }).compile(editorSchema(purchaseSlots, maps));

  it('takes the rules of the feed', () => {
    for (const rules of [
      cdnowRules(),
      tieredRules(),
      returnsRules(),
      cappedRules(),
      twentyRules(),
      tested,
    ])
      expect(fits(rules), rules.name).toBe(true);
  });

  it.each([
    ['an input that the feed does not have', { name: 'colour', type: 'text' }],
    ['an input of another type', { name: 'amount', type: 'text' }],
    ['an input of another scale', { name: 'amount', type: 'decimal', scale: 2 }],
    ['an input without its scale', { name: 'amount', type: 'decimal' }],
    ['an optional fact', { name: 'soFar', type: 'integer', fact: 'balance', optional: true }],
  ])('refuses %s', (_about, input) => {
    expect(fits({ ...cdnowRules(), inputs: [input] })).toBe(false);
  });

  it('refuses to set what is no field of the feed', () => {
    const rule = (field: string) => ({
      ...cdnowRules(),
      rules: [{ id: 'a', when: 'true', then: [{ do: 'set', field, value: '1' }] }],
    });
    expect(fits(rule('quantity'))).toBe(true);
    expect(fits(rule('dollars'))).toBe(false);
  });

  it('offers fields with their types, and the code lists of the feed', () => {
    const { $defs = {}, properties = {} } = editorSchema(purchaseSlots, maps);
    const text = (title: string) => JSON.stringify($defs[title]);
    expect(properties['dateInput']?.['anyOf']).toEqual([
      { const: 'occurredOn', description: 'date' },
      {},
    ]);
    expect(text('TableColumn')).toContain(
      '{"const":"amount","description":"decimal, 4 digits after the point"}',
    );
    expect(text('SetOutcome')).toContain('{"const":"store","description":"text, may be missing"}');
    expect(text('TestCase')).toContain('"examples":["2026-01-31"]');
    expect(text('ValueMap')).toContain(
      '{"const":"region","description":"Value map of the feed: NYC: east"}',
    );
  });
});

const tested: RuleSetDocument = {
  ...tieredRules(),
  tests: [
    {
      id: 'a',
      row: { amount: '1', category: null },
      expect: { outcome: 'accrue', expiresOn: null },
    },
    {
      id: 'b',
      title: 'B',
      row: {},
      expect: { outcome: 'error', code: 'RULE-005', warnings: ['w'] },
    },
  ],
};

/** Every document of the cases that is JSON, whole or as a change of a plain one. */
function caseDocuments(): unknown[] {
  const folder = new URL('../../cases/', import.meta.url);
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object[];
  const plain = {
    $schema: ruleSetSchemaUrl,
    name: 'plain',
    inputs: [{ name: 'n', type: 'integer' }],
  };
  const documents = read('documents.json').flatMap((one): unknown[] => {
    if ('change' in one) return [{ ...plain, ...(one.change as object) }];
    return 'text' in one && typeof one.text === 'string' ? jsonOrNone(one.text) : [];
  });
  const ruleSets = readdirSync(new URL('rule-sets/', folder)).map((name) => ({
    $schema: ruleSetSchemaUrl,
    ...(read(`rule-sets/${name}`) as { document?: object }).document,
  }));
  return [
    ...documents,
    ...ruleSets,
    tieredRules(),
    returnsRules(),
    cappedRules(),
    twentyRules(),
    tested,
  ];
}

function jsonOrNone(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** The document with another value at its `at`-th place, or with a property more in the object there. */
function withPlaceBroken(document: object, at: number, value: unknown, addKey: boolean): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  const places: (readonly [object, string])[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, entry] of Object.entries(node)) {
      places.push([node, key]);
      visit(entry);
    }
  };
  visit(copy);
  const [parent, key] = places[at % places.length] ?? [{}, ''];
  Object.assign(parent, { [addKey && !Array.isArray(parent) ? 'colour' : key]: value });
  return copy;
}

interface Documentation {
  readonly type: string;
  readonly property: string | null;
  readonly text: string;
}

/** The first paragraphs of the doc comments of the interfaces in a file of src/document, and of their properties. */
function documentationOf(file: string): Documentation[] {
  const text = readFileSync(new URL(`../document/${file}`, import.meta.url), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const docOf = (node: ts.Node) =>
    ts
      .getJSDocCommentsAndTags(node)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .map((comment) => (comment.split('\n\n')[0] ?? '').replaceAll(/\s+/g, ' '));
  return source.statements.filter(ts.isInterfaceDeclaration).flatMap((one) => {
    const type = one.name.text;
    const properties = one.members.flatMap((member) =>
      docOf(member).map((doc) => ({ type, property: member.name?.getText() ?? '', text: doc })),
    );
    return [...docOf(one).map((doc) => ({ type, property: null, text: doc })), ...properties];
  });
}
