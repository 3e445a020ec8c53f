import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('list-rule-sets', () => {
  it('says of each feed with rules what is active and what is drafted', async () => {
    const { body } = await test.call('listRuleSets');

    expect(body['items']).toMatchObject([
      {
        id: acme.feedId,
        partner: 'acme',
        active: { version: 1, ruleVersion: 'standard@1', bundleVersion: 1 },
        versions: 2,
        draft: { basedOn: 2, frozenAs: 2, updatedBy: 'machine:waybill-machine' },
      },
    ]);
  });

  it('keeps to one partner', async () => {
    await seedPartner(test, 'globex');

    const { body } = await test.call('listRuleSets', { query: { partner: 'globex' } });

    expect(body['items']).toMatchObject([{ id: 'globex.purchases' }]);
  });
});
