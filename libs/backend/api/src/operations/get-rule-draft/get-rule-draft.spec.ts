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

describe('get-rule-draft', () => {
  it('shows the draft as it was saved last', async () => {
    await test.call('createRuleDraft', { params: { ruleSetId }, body: {} });
    await test.call('putRuleDraft', { params: { ruleSetId }, body: { text: '{ "name":' } });

    const answer = await test.call('getRuleDraft', { params: { ruleSetId } });

    expect(answer).toMatchObject({
      status: 200,
      body: { text: '{ "name":', sha256: null, revision: 2, basedOn: 1 },
    });
    expect(answer.headers['etag']).toBeDefined();
  });

  it('says when there is none', async () => {
    expect(await test.call('getRuleDraft', { params: { ruleSetId } })).toMatchObject({
      status: 404,
      body: { detail: `Rule set ${ruleSetId} has no draft.` },
    });
  });
});
