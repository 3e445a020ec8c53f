import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

const bundleKey = 'the two hubs of this story know it';
let test: TestHub;

beforeAll(async () => {
  test = await openTestHub({ bundleKey });
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  await test.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });
  await freeze(test, 'acme.purchases', 'december');
});
afterAll(() => test.close());

describe('export-rule-bundle', () => {
  it('says what was frozen, for which format, and is signed', async () => {
    const { status, body } = await ask('2');

    const params = { ruleSetId: 'acme.purchases', version: '2' };
    const frozen = await test.call('getRuleVersion', { params });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'waybill-rules/1',
      ruleSet: 'acme.purchases',
      ruleVersion: 'december@2',
      sha256: frozen.body['sha256'],
      document: frozen.body['document'],
      exportedBy: 'machine:waybill-machine',
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is written down', async () => {
    await ask('2');

    const object = 'rule-set:acme.purchases';
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([{ action: 'rule-version.exported', detail: { version: 2 } }]);
  });

  it('does not find what was not frozen', async () => {
    expect((await ask('9')).status).toBe(404);
  });

  it('is off in a hub without a key', async () => {
    const other = await openTestHub({ bundleKey: null });
    await other.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
    await other.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });
    const params = { ruleSetId: 'acme.purchases', version: '1' };

    const answer = await other.call('exportRuleBundle', { params, body: {} });

    expect(answer).toMatchObject({ status: 409, body: { code: 'RULE-413' } });
    await other.close();
  });
});

function ask(version: string) {
  const params = { ruleSetId: 'acme.purchases', version };
  return test.call('exportRuleBundle', { params, body: {} });
}
