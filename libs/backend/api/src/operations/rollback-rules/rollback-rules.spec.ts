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

const reason = 'points doubled';

describe('rollback-rules', () => {
  it('makes the rules before active again, as a new bundle with the old content', async () => {
    const before = await test.call('getFeed', { params: { feedId: ruleSet } });
    await promoted();

    const answer = await rollback({ reason });

    expect(answer).toMatchObject({
      status: 200,
      body: { from: 'december@2', to: 'standard@1', bundleVersion: 3 },
    });
    const after = await test.call('getFeed', { params: { feedId: ruleSet } });
    const shaOf = ({ body }: typeof after) => (body['bundle'] as { sha256: string }).sha256;
    expect(shaOf(after)).toBe(shaOf(before));
  });

  it('goes to the version that is named', async () => {
    await promoted();
    await rollback({ reason });

    expect(await rollback({ reason, version: 2 })).toMatchObject({
      status: 200,
      body: { from: 'standard@1', to: 'december@2', bundleVersion: 4 },
    });
  });

  it('is no way around an approval', async () => {
    expect(await rollback({ reason, version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-007' },
    });
  });

  it('has nowhere to go from the first rules', async () => {
    expect(await rollback({ reason })).toMatchObject({
      status: 409,
      body: { detail: 'No rules but standard@1 were ever active.' },
    });
  });

  it('needs a reason', async () => {
    expect((await rollback({})).status).toBe(422);
  });

  it('is for support too, and in the audit trail', async () => {
    await promoted();
    await rollback({ reason }, await test.mint.person('support'));

    const { items } = await test.database.audit.list({ object: `feed:${ruleSet}`, limit: 1 });
    expect(items).toMatchObject([
      {
        action: 'feed.rules-rolled-back',
        actor: 'person:support',
        detail: { ruleVersion: 'standard@1', before: 'december@2', reason },
      },
    ]);
  });
});

async function promoted() {
  const token = await test.mint.person('approver');
  const sent = { params: { changeRequestId: id } };
  await test.call('approveChangeRequest', { ...sent, body: { reason: 'fine' }, token });
  await test.call('promoteChangeRequest', { ...sent, body: {} });
}

function rollback(body: object, token?: string) {
  const sent = { params: { ruleSetId: ruleSet }, body };
  return test.call('rollbackRules', token === undefined ? sent : { ...sent, token });
}
