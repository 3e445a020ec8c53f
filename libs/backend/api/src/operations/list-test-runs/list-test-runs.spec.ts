import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, freezeTested, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

const ruleSetId = 'acme.purchases';
let test: TestHub;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  await test.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });
});
afterAll(() => test.close());

describe('list-test-runs', () => {
  it('lists when tests of drafts and versions were run, newest first, with who and what came of it', async () => {
    expect((await ask()).body).toEqual({ items: [], next: null });
    const { version, testRunId } = await freezeTested(test, ruleSetId, 'tested');
    const author = await test.mint.person('author');
    await test.call('createTestRun', { params: { ruleSetId }, body: {}, token: author });

    const { body } = await ask({ limit: '1' });

    expect(body['items']).toEqual([
      expect.objectContaining({
        version: null,
        passed: 1,
        failed: 0,
        requestedBy: 'person:author',
      }),
    ]);
    const rest = await ask({ limit: '1', cursor: String(body['next']) });
    expect(rest.body).toMatchObject({ items: [{ id: testRunId, version }], next: null });
    expect(JSON.stringify(rest.body)).not.toContain('whole-units');
  });

  it('fails for a rule set that is not there', async () => {
    const params = { ruleSetId: 'nobody.purchases' };

    expect((await test.call('listTestRuns', { params })).status).toBe(404);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('listTestRuns', { params: { ruleSetId }, query });
}
