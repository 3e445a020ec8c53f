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

describe('promote-change-request', () => {
  it('makes the version active; a run that is queued keeps what it has', async () => {
    const queued = await test.database.feeds.config(ruleSet);
    await approve();

    const answer = await promote();

    expect(answer).toMatchObject({ status: 200, body: { state: 'promoted', bundleVersion: 2 } });
    const feed = await test.call('getFeed', { params: { feedId: ruleSet } });
    expect(feed.body).toMatchObject({
      bundle: { version: 2, ruleVersion: 'december@2', sha256: answer.body['bundleSha256'] },
    });
    expect(await test.database.feeds.bundle(queued?.bundle.id ?? 0)).toMatchObject({
      ruleVersion: 'standard@1',
    });
  });

  it('needs an approval', async () => {
    expect(await promote()).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-005', detail: `Change request ${id} is open.` },
    });
  });

  it('is refused once the draft was written on, though it was approved', async () => {
    await approve();
    await test.call('putRuleDraft', { params: { ruleSetId: ruleSet }, body: { text: '{}' } });

    expect(await promote()).toMatchObject({ status: 409, body: { code: 'CHANGE-005' } });
  });

  it('takes the ground from the other requests', async () => {
    const { version } = await freezeTested(test, ruleSet, 'january');
    const body = { ruleSet, version, reason: 'January' };
    const other = await test.call('createChangeRequest', { body });
    expect(other.status).toBe(201);
    const all = await test.database.changeRequests.pending(ruleSet);
    expect(all.map((request) => request.id)).toEqual([other.body['id']]);
  });

  it('by two at once happens once', async () => {
    await approve();

    const answers = await Promise.all([promote(), promote()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = await test.database.feeds.bundles(ruleSet, { limit: 9 });
    expect(items).toHaveLength(2);
  });

  it('tells its story in the audit trail', async () => {
    await approve();
    await promote();

    const of = async (object: string) => {
      const { items } = await test.database.audit.list({ object, limit: 9 });
      return items.map(({ action, actor }) => `${actor} ${action}`).reverse();
    };
    expect(await of(`change-request:${id}`)).toEqual([
      'person:admin change-request.opened',
      'person:approver change-request.approved',
      'machine:waybill-machine change-request.promoted',
    ]);
    expect(await of(`feed:${ruleSet}`)).toContain('machine:waybill-machine feed.rules-changed');
  });
});

async function approve() {
  const token = await test.mint.person('approver');
  const sent = { params: { changeRequestId: id }, body: { reason: 'fine' }, token };
  await test.call('approveChangeRequest', sent);
}

function promote() {
  return test.call('promoteChangeRequest', { params: { changeRequestId: id }, body: {} });
}
