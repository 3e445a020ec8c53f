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

describe('mark-jobs-seen', () => {
  it('takes note of one’s own ended jobs, once, and passes over the others', async () => {
    const body = { ids: [acme.jobId, acme.queuedJobId, 'job_nobody'] };
    const admin = await test.mint.person('admin');

    expect((await test.call('markJobsSeen', { body, token: admin })).body).toEqual({ seen: 0 });
    expect((await test.call('markJobsSeen', { body })).body).toEqual({ seen: 1 });
    expect((await test.call('markJobsSeen', { body })).body).toEqual({ seen: 0 });
    const { body: job } = await test.call('getJob', { params: { jobId: acme.jobId } });
    expect(job).toMatchObject({ seen: true });
  });
});
