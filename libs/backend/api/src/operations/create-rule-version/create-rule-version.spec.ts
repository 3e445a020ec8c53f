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
  await test.call('createRuleDraft', { params: { ruleSetId }, body: {} });
});

const notes = 'double points in December';
const changed = { ...examplePurchases.rules, name: 'december' };

describe('create-rule-version', () => {
  it('freezes the draft as the next version, by which nothing is judged yet', async () => {
    await save(changed);

    const answer = await freeze();

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/v1/rule-sets/${ruleSetId}/versions/2` },
      body: {
        version: 2,
        ruleVersion: 'december@2',
        basedOn: 1,
        active: false,
        notes,
        document: { name: 'december' },
      },
    });
    const feed = await test.call('getFeed', { params: { feedId: ruleSetId } });
    expect(feed.body).toMatchObject({ bundle: { version: 1, ruleVersion: 'standard@1' } });
  });

  it('leaves the draft, which from now on is based on the version', async () => {
    await save(changed);
    await freeze();

    const { body } = await test.call('getRuleSet', { params: { ruleSetId } });

    expect(body).toMatchObject({ versions: 2, draft: { basedOn: 2, frozenAs: 2 } });
  });

  it('freezes nothing twice', async () => {
    expect(await freeze()).toMatchObject({
      status: 409,
      body: { code: 'RULE-410', detail: 'Version 1 says the same.' },
    });
  });

  it('points at what is wrong and freezes nothing', async () => {
    const rules = [{ id: 'base', when: 'amuont > 1', then: [{ do: 'accrue', points: '1' }] }];
    await save({ ...examplePurchases.rules, rules });

    expect(await freeze()).toMatchObject({
      status: 422,
      body: {
        code: 'RULE-422',
        errors: [{ pointer: '/rules/0/when', code: 'rule-unknown-field', expected: 'amount' }],
      },
    });
    const { body } = await test.call('listRuleVersions', { params: { ruleSetId } });
    expect(body['items']).toHaveLength(1);
  });

  it('freezes only what was read', async () => {
    const { headers } = await test.call('getRuleDraft', { params: { ruleSetId } });
    await save(changed);

    const read = { 'If-Match': String(headers['etag']) };
    const sent = { params: { ruleSetId }, body: { notes }, headers: read };

    expect((await test.call('createRuleVersion', sent)).status).toBe(412);
  });

  it('is in the audit trail with its hash and why', async () => {
    await save(changed);
    const { body } = await freeze();

    const { items } = await test.database.audit.list({
      object: `rule-set:${ruleSetId}`,
      limit: 1,
    });
    expect(items).toMatchObject([
      { action: 'rule-version.frozen', detail: { version: 2, sha256: body['sha256'], notes } },
    ]);
  });
});

function save(rules: object) {
  const body = { text: JSON.stringify(rules) };
  return test.call('putRuleDraft', { params: { ruleSetId }, body });
}

function freeze() {
  return test.call('createRuleVersion', { params: { ruleSetId }, body: { notes } });
}
