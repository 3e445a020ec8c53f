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

describe('get-rule-version', () => {
  it('shows a version with its document, whatever is active or drafted', async () => {
    await freeze(test, ruleSetId, 'one');

    const answer = await test.call('getRuleVersion', { params: { ruleSetId, version: '1' } });

    expect(answer).toMatchObject({
      status: 200,
      body: { version: 1, active: true, document: { name: 'standard' } },
    });
    const later = await test.call('getRuleVersion', { params: { ruleSetId, version: '2' } });
    expect(later.body).toMatchObject({ version: 2, active: false, document: { name: 'one' } });
  });

  it('knows no version that was not frozen', async () => {
    const answer = await test.call('getRuleVersion', { params: { ruleSetId, version: '2' } });

    expect(answer.status).toBe(404);
  });
});
