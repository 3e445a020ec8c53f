import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  examplePurchases,
  freezeTested,
  openTestHub,
  rulesCalled,
} from '../../../testing/index.ts';
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

describe('approve-change-request', () => {
  it('says who approved it and why; nothing is judged by it yet', async () => {
    expect(await approve('approver')).toMatchObject({
      status: 200,
      body: { state: 'approved', decidedBy: 'person:approver', decisionReason: 'looks right' },
    });
    const feed = await test.call('getFeed', { params: { feedId: ruleSet } });
    expect(feed.body).toMatchObject({ bundle: { ruleVersion: 'standard@1' } });
  });

  it('is refused to who asked for it, admin or not', async () => {
    expect(await approve('admin')).toMatchObject({ status: 403, body: { code: 'CHANGE-001' } });
    expect(await state()).toBe('open');
  });

  it('is refused by the database too', async () => {
    const decision = { to: 'approved', by: 'person:admin', reason: 'mine' } as const;

    await expect(test.database.changeRequests.decide(id, decision, new Date())).rejects.toThrow();
    expect(await state()).toBe('open');
  });

  it('is refused once the draft was written on', async () => {
    const text = JSON.stringify(rulesCalled('after-thought'));
    await test.call('putRuleDraft', { params: { ruleSetId: ruleSet }, body: { text } });

    expect(await approve('approver')).toMatchObject({
      status: 409,
      body: {
        code: 'CHANGE-004',
        detail: `Change request ${id} is void: The draft was written on.`,
      },
    });
    const { body } = await test.call('getChangeRequest', { params: { changeRequestId: id } });
    expect(body).toMatchObject({
      state: 'void',
      closedBy: 'machine:waybill-machine',
      closedBecause: 'The draft was written on.',
    });
  });

  it('stands when the draft is saved as it was', async () => {
    const text = JSON.stringify(rulesCalled('december'), null, 4);
    await test.call('putRuleDraft', { params: { ruleSetId: ruleSet }, body: { text } });

    expect((await approve('approver')).status).toBe(200);
  });

  it('is refused once the format of the feed is another', async () => {
    const format = { ...examplePurchases.format, dialect: { trim: true } };
    const body = { format, reason: 'spaces in the cells' };
    await test.call('putFeedFormat', { params: { feedId: ruleSet }, body });

    expect(await approve('approver')).toMatchObject({ status: 409, body: { code: 'CHANGE-004' } });
  });

  it('happens once, whoever tries it at once', async () => {
    const answers = await Promise.all([approve('approver'), approve('approver')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

async function approve(role: 'admin' | 'approver') {
  const token = await test.mint.person(role);
  const body = { reason: 'looks right' };
  return test.call('approveChangeRequest', { params: { changeRequestId: id }, body, token });
}

async function state() {
  return (await test.database.changeRequests.find(id))?.state;
}
