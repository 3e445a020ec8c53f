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

describe('get-change-request', () => {
  it('shows what is asked for and what it rests on', async () => {
    const params = { changeRequestId: acme.changeRequestId };

    expect(await test.call('getChangeRequest', { params })).toMatchObject({
      status: 200,
      body: { ruleSet: acme.feedId, version: 2, state: 'open', testRun: acme.testRunId },
    });
  });
});
