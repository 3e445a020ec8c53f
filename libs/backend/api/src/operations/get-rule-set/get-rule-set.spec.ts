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

describe('get-rule-set', () => {
  it('shows what is active and what is drafted', async () => {
    const answer = await test.call('getRuleSet', { params: { ruleSetId: acme.feedId } });

    expect(answer).toMatchObject({
      status: 200,
      body: { id: acme.feedId, active: { version: 1 }, draft: { basedOn: 2 } },
    });
  });

  it('knows no rule set of a roster', async () => {
    const format = {
      documentType: 'roster',
      layout: { columns: [{ name: 'id' }] },
      mapping: { fields: [{ field: 'memberNo', column: 'id' }] },
    };
    const body = { code: 'staff', name: 'Staff', format };
    await test.call('createFeed', { params: { partnerId: 'acme' }, body });

    const answer = await test.call('getRuleSet', { params: { ruleSetId: 'acme.staff' } });

    expect(answer.status).toBe(404);
  });
});
