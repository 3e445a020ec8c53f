import { ruleSetSchemaUrl } from '@waybill/rules';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

const { rules } = examplePurchases;

describe('get-rule-editor-schema', () => {
  it('takes rules of the feed, and no input that its rows do not have', async () => {
    const { status, body } = await ask();
    const fits = new Ajv2020({ strict: false }).compile(body);

    expect(status).toBe(200);
    expect(body['$id']).toBe(ruleSetSchemaUrl);
    expect(fits(rules), JSON.stringify(fits.errors)).toBe(true);
    const note = { name: 'note', type: 'text', optional: true };
    expect(fits({ ...rules, inputs: [...rules.inputs, note] })).toBe(true);
    expect(fits({ ...rules, inputs: [...rules.inputs, { ...note, name: 'remark' }] })).toBe(false);
    expect(fits({ ...rules, inputs: [{ name: 'amount', type: 'text' }] })).toBe(false);
  });

  it('follows the format of the feed, with its value maps', async () => {
    const before = await ask();
    const { format } = examplePurchases;
    const valueMaps = [{ name: 'region', entries: { NYC: 'east', LA: 'west' } }];
    const { status } = await test.call('putFeedFormat', {
      params: { feedId: acme.feedId },
      body: { format: { ...format, valueMaps }, reason: 'regions' },
    });

    const after = await ask({ 'If-None-Match': String(before.headers['etag']) });

    expect([status, after.status]).toEqual([200, 200]);
    expect(JSON.stringify(after.body)).toContain(
      '{"const":"region","description":"Value map of the feed: NYC: east, LA: west"}',
    );
    expect((await ask({ 'If-None-Match': String(after.headers['etag']) })).status).toBe(304);
  });

  it('fails for a feed that is not there', async () => {
    expect(
      (await test.call('getRuleEditorSchema', { params: { ruleSetId: 'acme.none' } })).status,
    ).toBe(404);
  });
});

function ask(headers: Record<string, string> = {}) {
  return test.call('getRuleEditorSchema', { params: { ruleSetId: acme.feedId }, headers });
}
