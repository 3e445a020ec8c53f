import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const body = { reason: 'The partner sent the wrong month' };

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('cancel-run', () => {
  it('asks the run to stop; its worker will see it', async () => {
    const answer = await test.call('cancelRun', { params: { runId: acme.queuedRunId }, body });

    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/runs/${acme.queuedRunId}` },
      body: {
        id: acme.queuedRunId,
        state: 'queued',
        cancellation: { by: 'machine:waybill-machine', reason: body.reason },
      },
    });
    const options = { leaseS: 60, attemptsMax: 5, only: acme.queuedRunId };
    expect(await test.database.runs.claim('worker', options)).toMatchObject({
      cancelRequested: true,
    });
  });

  it('notes who asked and why among the events, for people and not for the partner', async () => {
    const params = { runId: acme.queuedRunId };
    const ours = await test.call('listRunEvents', { params });
    const token = await test.mint.partner('acme');
    const theirs = await test.call('listRunEvents', { params, token });

    expect(JSON.stringify(ours.body)).toContain(`asked to cancel: ${body.reason}`);
    expect(JSON.stringify(theirs.body)).not.toContain(body.reason);
    expect(JSON.stringify((await test.call('getRun', { params, token })).body)).not.toContain(
      body.reason,
    );
  });

  it('keeps who asked and why', async () => {
    const { items } = await test.database.audit.list({
      object: `run:${acme.queuedRunId}`,
      limit: 1,
    });

    expect(items).toMatchObject([{ action: 'run.cancel-requested', detail: body }]);
  });

  it('fails for a run that has ended, and leaves no event', async () => {
    const answer = await test.call('cancelRun', { params: { runId: acme.runId }, body });

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'RUN-001', detail: `Run ${acme.runId} is partial already.` },
    });
    expect(
      (
        await test.database.audit.list({
          object: `run:${acme.runId}`,
          action: 'run.cancel-requested',
          limit: 1,
        })
      ).items,
    ).toEqual([]);
  });
});
