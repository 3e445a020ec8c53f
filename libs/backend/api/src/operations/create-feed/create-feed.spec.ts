import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';
import { bundleDigest } from '../../bundle-digest.ts';

let test: TestHub;
const params = { partnerId: 'acme' };

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

describe('create-feed', () => {
  it('makes a feed with its first bundle, defaults filled in', async () => {
    const created = await test.call('createFeed', {
      params,
      body: { ...examplePurchases, code: 'first' },
    });

    expect(created).toMatchObject({
      status: 201,
      headers: { location: '/v1/feeds/acme.first' },
      body: {
        id: 'acme.first',
        state: 'active',
        bundle: {
          version: 1,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          ruleVersion: 'standard@1',
          format: { dialect: { delimiter: ',', encoding: 'utf-8' } },
        },
      },
    });
    const read = await test.call('getFeed', { params: { feedId: 'acme.first' } });
    expect(read.body).toEqual(created.body);
  });

  it('of a roster needs no rules', async () => {
    const created = await test.call('createFeed', { params, body: roster() });

    expect(created).toMatchObject({
      status: 201,
      body: { bundle: { ruleVersion: 'none', rules: null } },
    });
  });

  it('leaves one event in the audit trail, with the bundle’s digest', async () => {
    const { body } = await test.call('createFeed', {
      params,
      body: { ...examplePurchases, code: 'traced' },
    });

    const { items } = await test.database.audit.list({ object: 'feed:acme.traced', limit: 5 });

    expect(body).toMatchObject({ bundle: { sha256: items[0]?.detail['sha256'] } });
    expect(items).toMatchObject([
      { action: 'feed.created', detail: { ruleVersion: 'standard@1' } },
    ]);
  });

  it('fails for a code that the partner has already', async () => {
    const body = { ...examplePurchases, code: 'twice' };
    await test.call('createFeed', { params, body });

    expect(await test.call('createFeed', { params, body })).toMatchObject({
      status: 409,
      body: { code: 'FEED-001' },
    });
  });

  it('fails for a partner that does not exist', async () => {
    const answer = await test.call('createFeed', {
      params: { partnerId: 'nobody' },
      body: examplePurchases,
    });

    expect(answer).toMatchObject({ status: 404, body: { code: 'API-004' } });
  });

  const { format, rules } = examplePurchases;
  const [rule] = rules.rules;
  const senseless: [string, object, string, string][] = [
    [
      'an encoding nobody knows',
      { format: { ...format, dialect: { encoding: 'klingon' } } },
      'FEED-002',
      '/format/dialect/encoding',
    ],
    [
      'a mapping from a column that is not in the layout',
      {
        format: {
          ...format,
          mapping: { fields: [...format.mapping.fields, { field: 'store', column: 'shop' }] },
        },
      },
      'FEED-002',
      '/format/mapping/fields/7/column',
    ],
    ['no rules for purchases', { rules: null }, 'RULE-422', '/rules'],
    ['rules for a roster', { ...roster(), rules }, 'RULE-422', '/rules'],
    ['rules that are no rule set', { rules: { name: 'x' } }, 'RULE-422', '/rules'],
    [
      'R01 a rule over a field that is not there',
      { rules: { ...rules, rules: [{ ...rule, when: 'amuont > 1' }] } },
      'RULE-422',
      '/rules/rules/0/when',
    ],
    [
      'R02 a rule that reaches for a prototype',
      { rules: { ...rules, rules: [{ ...rule, when: 'amount.constructor == 1' }] } },
      'RULE-422',
      '/rules/rules/0/when',
    ],
    [
      'R16 a rule that asks for the time',
      { rules: { ...rules, rules: [{ ...rule, when: 'now() > 1' }] } },
      'RULE-422',
      '/rules/rules/0/when',
    ],
    [
      'an input that the feed does not have',
      { rules: { ...rules, inputs: [...rules.inputs, { name: 'shoeSize', type: 'integer' }] } },
      'RULE-422',
      '/rules/inputs/3',
    ],
  ];
  it.each(senseless)('refuses %s, and says where', async (_name, change, code, pointer) => {
    const answer = await test.call('createFeed', {
      params,
      body: { ...examplePurchases, code: 'senseless', ...change },
    });

    expect(answer).toMatchObject({ status: 422, body: { code } });
    const pointers = (answer.body['errors'] as { pointer: string }[]).map((each) => each.pointer);
    expect(
      pointers.some((each) => each.startsWith(pointer)),
      pointers.join(),
    ).toBe(true);
    expect((await test.call('getFeed', { params: { feedId: 'acme.senseless' } })).status).toBe(404);
  });
});

describe('a bundle’s digest', () => {
  it('does not depend on the order in which keys were written', () => {
    expect(bundleDigest({ a: 1, b: [{ c: 2, d: 3 }] }, null)).toBe(
      bundleDigest({ b: [{ d: 3, c: 2 }], a: 1 }, null),
    );
  });

  it.each([
    ['another value', { a: 2 }, null],
    ['another order of a list', { a: 1, list: [2, 1] }, null],
    ['rules', { a: 1, list: [1, 2] }, { name: 'x' }],
  ])('changes with %s', (_name, format, rules) => {
    expect(bundleDigest(format, rules)).not.toBe(bundleDigest({ a: 1, list: [1, 2] }, null));
  });
});

function roster() {
  return {
    code: 'staff',
    name: 'Staff',
    format: {
      documentType: 'roster',
      layout: { columns: [{ name: 'id', required: true }, { name: 'name' }] },
      mapping: {
        fields: [
          { field: 'memberNo', column: 'id' },
          { field: 'name', column: 'name' },
        ],
      },
    },
  };
}
