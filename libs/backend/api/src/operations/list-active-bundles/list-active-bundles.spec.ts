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

describe('list-active-bundles', () => {
  it('has the newest version in dev, what judges files in prod, and nothing in test', async () => {
    expect(await heldIn('dev')).toMatchObject([
      { ruleSet: acme.feedId, version: 2, how: null, bundleVersion: null },
    ]);
    expect(await heldIn('test')).toEqual([]);
    expect(await heldIn('prod')).toMatchObject([
      { ruleSet: acme.feedId, ruleVersion: 'standard@1', how: 'full', bundleVersion: 1 },
    ]);
  });

  it('has a version in test while it is tried on new files', async () => {
    const params = { changeRequestId: acme.changeRequestId };
    const token = await test.mint.person('approver');
    await test.call('approveChangeRequest', { params, body: { reason: 'fine' }, token });
    await test.call('promoteChangeRequest', { params, body: { how: 'canary' } });

    expect(await heldIn('test')).toMatchObject([
      { version: 2, how: 'canary', bundleVersion: null, changeRequest: acme.changeRequestId },
    ]);
    expect(await heldIn('prod')).toMatchObject([{ version: 1 }]);

    await test.call('promoteChangeRequest', { params, body: { how: 'full' } });

    expect(await heldIn('test')).toEqual([]);
    expect(await heldIn('prod')).toMatchObject([{ version: 2, bundleVersion: 3 }]);
  });

  it('knows three environments', async () => {
    const params = { environment: 'staging' };
    expect(await test.call('listActiveBundles', { params })).toMatchObject({ status: 404 });
  });
});

async function heldIn(environment: string) {
  const { body } = await test.call('listActiveBundles', { params: { environment } });
  return body['items'];
}
