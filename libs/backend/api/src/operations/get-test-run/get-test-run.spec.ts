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

describe('get-test-run', () => {
  it('shows what came of it then', async () => {
    const answer = await test.call('getTestRun', { params: { testRunId: acme.testRunId } });

    expect(answer).toMatchObject({
      status: 200,
      body: { id: acme.testRunId, ruleSet: acme.feedId, version: 2, passed: 1, failed: 0 },
    });
  });
});
