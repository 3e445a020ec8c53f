import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let ruleSetId: string;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSetId = `acme.${code}`;
  await test.call('createFeed', {
    params: { partnerId: 'acme' },
    body: { ...examplePurchases, code },
  });
});

describe('delete-rule-draft', () => {
  it('answers with what it was, so that it can be begun again', async () => {
    const from = { kind: 'text', text: 'a thought' };
    await test.call('createRuleDraft', { params: { ruleSetId }, body: { from } });

    const { status, body } = await test.call('deleteRuleDraft', { params: { ruleSetId } });

    expect({ status, body }).toMatchObject({ status: 200, body: { text: 'a thought' } });
    expect((await test.call('getRuleDraft', { params: { ruleSetId } })).status).toBe(404);
    const again = { from: { kind: 'text', text: String(body['text']) } };
    expect(
      (await test.call('createRuleDraft', { params: { ruleSetId }, body: again })).status,
    ).toBe(201);
  });

  it('discards nothing that somebody saved meanwhile', async () => {
    await test.call('createRuleDraft', { params: { ruleSetId }, body: {} });
    const { headers } = await test.call('getRuleDraft', { params: { ruleSetId } });
    await test.call('putRuleDraft', { params: { ruleSetId }, body: { text: 'more' } });

    const read = { 'If-Match': String(headers['etag']) };
    const answer = await test.call('deleteRuleDraft', { params: { ruleSetId }, headers: read });

    expect(answer.status).toBe(412);
  });
});
