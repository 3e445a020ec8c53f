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

describe('cancel-job', () => {
  const cancel = (jobId: string) => test.call('cancelJob', { params: { jobId }, body: {} });

  it('ends a job that waits, and keeps who did', async () => {
    const answer = await cancel(acme.queuedJobId);

    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${acme.queuedJobId}` },
      body: { state: 'cancelled', cancelRequested: true },
    });
    const object = `job:${acme.queuedJobId}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([
      { action: 'job.cancel-requested', actor: 'machine:waybill-machine' },
    ]);
  });

  it('fails for a job that has ended, and leaves no event', async () => {
    expect(await cancel(acme.jobId)).toMatchObject({
      status: 409,
      body: { code: 'JOB-001', detail: `Job ${acme.jobId} is succeeded already.` },
    });
    const query = { object: `job:${acme.jobId}`, action: 'job.cancel-requested', limit: 1 };
    expect((await test.database.audit.list(query)).items).toEqual([]);
  });
});
