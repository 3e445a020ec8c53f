import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, openTestHub } from '../../../testing/index.ts';
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

describe('list-rule-versions', () => {
  it('lists what was frozen, newest first, with who and why', async () => {
    await freeze(test, ruleSetId, 'one', await test.mint.person('author'));
    await freeze(test, ruleSetId, 'two');

    const { body } = await test.call('listRuleVersions', {
      params: { ruleSetId },
      query: { limit: '2' },
    });

    expect(body['items']).toMatchObject([
      { version: 3, ruleVersion: 'two@3', basedOn: 2, active: false },
      { version: 2, ruleVersion: 'one@2', createdBy: 'person:author', notes: 'because of one' },
    ]);
    const next = { limit: '2', cursor: String(body['next']) };
    const rest = await test.call('listRuleVersions', { params: { ruleSetId }, query: next });
    expect(rest.body).toMatchObject({
      items: [{ version: 1, ruleVersion: 'standard@1', active: true }],
      next: null,
    });
  });
});
