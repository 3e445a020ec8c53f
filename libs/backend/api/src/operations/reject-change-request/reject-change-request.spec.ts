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

describe('reject-change-request', () => {
  it('says who rejected it and why', async () => {
    expect(await reject('approver')).toMatchObject({
      status: 200,
      body: { state: 'rejected', decidedBy: 'person:approver', decisionReason: 'too generous' },
    });
  });

  it('is refused to who asked for it', async () => {
    expect(await reject('admin')).toMatchObject({ status: 403, body: { code: 'CHANGE-001' } });
  });

  it('ends it', async () => {
    await reject('approver');

    expect(await reject('approver')).toMatchObject({ status: 409, body: { code: 'CHANGE-004' } });
    const promoted = await test.call('promoteChangeRequest', {
      params: { changeRequestId: id },
      body: {},
    });
    expect(promoted).toMatchObject({ status: 409, body: { code: 'CHANGE-005' } });
  });
});

async function reject(role: 'admin' | 'approver') {
  const token = await test.mint.person(role);
  const body = { reason: 'too generous' };
  return test.call('rejectChangeRequest', { params: { changeRequestId: id }, body, token });
}
