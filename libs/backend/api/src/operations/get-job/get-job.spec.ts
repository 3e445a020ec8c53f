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

describe('get-job', () => {
  it('says how far a job is and what came of it', async () => {
    const { status, body } = await test.call('getJob', { params: { jobId: acme.jobId } });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: acme.jobId,
      kind: 'export',
      label: 'Export of runs',
      state: 'succeeded',
      requestedBy: 'machine:waybill-machine',
      request: { list: 'runs', columns: ['id'] },
      result: { fileName: 'runs.csv' },
      seen: false,
    });
  });

  it('says nothing of somebody else’s', async () => {
    const token = await test.mint.person('support');
    const answer = await test.call('getJob', { params: { jobId: acme.jobId }, token });

    expect(answer).toMatchObject({ status: 404, body: { code: 'API-004' } });
  });
});
