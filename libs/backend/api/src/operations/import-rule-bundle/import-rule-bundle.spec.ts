import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

const bundleKey = 'the two hubs of this story know it';

describe.each(engines)('import-rule-bundle on %s', (engine) => {
  let there: TestHub;
  let under: TestDatabase;
  let here: TestHub;
  let bundle: Record<string, unknown>;
  let count = 0;
  let ruleSetId: string;

  beforeAll(async () => {
    there = await openTestHub({ bundleKey });
    await there.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
    await there.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });
    await freeze(there, 'acme.purchases', 'first');
    await freeze(there, 'acme.purchases', 'december');
    bundle = await exported(there, '3');
    under = await testDatabase(engine);
    here = await openTestHub({ databaseUrl: under.url, bundleKey });
    await here.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  }, 60_000);
  afterAll(async () => {
    await there.close();
    await here.close();
    await under.close();
  });
  beforeEach(async () => {
    count += 1;
    const code = `feed-${String(count)}`;
    ruleSetId = `acme.${code}`;
    const body = { ...examplePurchases, code };
    await here.call('createFeed', { params: { partnerId: 'acme' }, body });
  });

  it('freezes what the other hub signed; the files are judged as before', async () => {
    const answer = await ask(bundle);

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/v1/rule-sets/${ruleSetId}/versions/2` },
      body: {
        version: 2,
        ruleVersion: 'december@2',
        sha256: bundle['sha256'],
        active: false,
        notes: 'from the test hub',
      },
    });
    const { items } = await here.database.audit.list({
      object: `rule-set:${ruleSetId}`,
      limit: 1,
    });
    expect(items).toMatchObject([
      {
        action: 'rule-version.imported',
        detail: {
          from: 'acme.purchases',
          ruleVersion: 'december@3',
          signature: bundle['signature'],
        },
      },
    ]);
  });

  it.each([
    ['rules', { document: { ...examplePurchases.rules, name: 'forged' } }],
    ['name', { ruleVersion: 'forged@1' }],
    ['format', { formatSha256: '0'.repeat(64) }],
    ['signature', { signature: '0'.repeat(64) }],
  ])('refuses a file whose %s was changed', async (_what, change) => {
    expect(await ask({ ...bundle, ...change })).toMatchObject({
      status: 422,
      body: { code: 'RULE-414' },
    });
    const versions = await here.call('listRuleVersions', { params: { ruleSetId } });
    expect(versions.body['items']).toHaveLength(1);
  });

  it('refuses what a hub with another key signed', async () => {
    const stranger = await openTestHub({ bundleKey: 'a key that nobody else knows of' });
    await stranger.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
    await stranger.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });

    expect(await ask(await exported(stranger, '1'))).toMatchObject({
      status: 422,
      body: { code: 'RULE-414' },
    });
    await stranger.close();
  });

  it('refuses rules for another format', async () => {
    const format = { ...examplePurchases.format, dialect: { trim: true } };
    const body = { format, reason: 'spaces in the cells' };
    await here.call('putFeedFormat', { params: { feedId: ruleSetId }, body });

    expect(await ask(bundle)).toMatchObject({ status: 409, body: { code: 'RULE-415' } });
  });

  it('refuses what is there already, and says as what', async () => {
    await ask(bundle);

    expect(await ask(bundle)).toMatchObject({
      status: 409,
      body: { code: 'RULE-416', detail: 'december@2 says the same.' },
    });
  });

  it('is no way around the tests', async () => {
    await ask(bundle);
    const body = { ruleSet: ruleSetId, version: 2, reason: 'at once' };

    expect(await here.call('createChangeRequest', { body })).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002' },
    });
  });

  function ask(sent: Record<string, unknown>) {
    const body = { bundle: sent, reason: 'from the test hub' };
    return here.call('importRuleBundle', { params: { ruleSetId }, body });
  }
});

async function exported(hub: TestHub, version: string): Promise<Record<string, unknown>> {
  const params = { ruleSetId: 'acme.purchases', version };
  return (await hub.call('exportRuleBundle', { params, body: {} })).body;
}
