import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  const token = await test.mint.person('approver');
  const params = { changeRequestId: acme.changeRequestId };
  await test.call('approveChangeRequest', { params, body: { reason: 'fine' }, token });
});
afterAll(() => test.close());

describe('stop-trial', () => {
  it('is refused while nothing is tried', async () => {
    expect(await stop()).toMatchObject({
      status: 409,
      body: {
        code: 'CHANGE-009',
        detail: `Change request ${acme.changeRequestId} is approved.`,
      },
    });
  });

  it('ends the request with the trial, for a reason', async () => {
    const params = { changeRequestId: acme.changeRequestId };
    await test.call('promoteChangeRequest', { params, body: { how: 'canary' } });

    expect(await stop({})).toMatchObject({ status: 422 });
    expect(await stop()).toMatchObject({
      status: 200,
      body: { state: 'stopped', closedBecause: 'enough', trial: { state: 'stopped' } },
    });
    const object = `change-request:${acme.changeRequestId}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([
      { action: 'change-request.trial-stopped', detail: { reason: 'enough' } },
    ]);
  });
});

function stop(body: object = { reason: 'enough' }) {
  return test.call('stopTrial', { params: { changeRequestId: acme.changeRequestId }, body });
}
