import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freezeTested, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let ruleSet: string;
let id: string;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSet = `acme.${code}`;
  await test.call('createFeed', {
    params: { partnerId: 'acme' },
    body: { ...examplePurchases, code },
  });
  const { version } = await freezeTested(test, ruleSet, 'december');
  const token = await test.mint.person('admin');
  const body = { ruleSet, version, reason: 'December' };
  id = String((await test.call('createChangeRequest', { body, token })).body['id']);
});

describe('withdraw-change-request', () => {
  it('takes it back, and another one can be made', async () => {
    expect(await withdraw()).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', closedBecause: 'not yet' },
    });
    const body = { ruleSet, version: 2, reason: 'now' };
    expect((await test.call('createChangeRequest', { body })).status).toBe(201);
  });

  it('takes back what is approved', async () => {
    const token = await test.mint.person('approver');
    const sent = { params: { changeRequestId: id }, body: { reason: 'fine' }, token };
    await test.call('approveChangeRequest', sent);

    expect((await withdraw()).status).toBe(200);
  });

  it('happens once', async () => {
    await withdraw();

    expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'CHANGE-004' } });
  });
});

function withdraw() {
  const body = { reason: 'not yet' };
  return test.call('withdrawChangeRequest', { params: { changeRequestId: id }, body });
}
