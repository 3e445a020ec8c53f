import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from '../testing/index.ts';

const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note\n';
let hub: TestHub;

beforeEach(async () => {
  hub = await openTestHub();
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('a dropped file', () => {
  it('becomes points', async () => {
    await hub.drop(
      'acme/p/a.csv',
      `${header}T1,M1,2026-01-02,12.50,USD,1,S1,\nT2,M2,2026-01-03,7.99,USD,,,x\n`,
    );
    const { run } = await hub.takeIn('acme/p/a.csv');
    expect(run).toMatchObject({ state: 'succeeded', pointsAccrued: 19 });
  });
});
