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

describe('create-export-url', () => {
  const urlOf = (jobId: string, token?: string) =>
    test.call('createExportUrl', { params: { jobId }, body: {}, ...(token ? { token } : {}) });

  it('gives an address that is good for minutes, and keeps who asked', async () => {
    const { status, body } = await urlOf(acme.jobId);

    expect(status).toBe(201);
    expect(body).toMatchObject({ fileName: 'runs.csv' });
    expect(body['url']).toContain('filename=runs.csv');
    expect(body['url']).toContain('expires=300');
    const object = `job:${acme.jobId}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([
      { action: 'export.download-url-created', detail: { list: 'runs', rows: 0 } },
    ]);
  });

  it('has nothing yet for a job that waits', async () => {
    expect(await urlOf(acme.queuedJobId)).toMatchObject({
      status: 409,
      body: { code: 'EXPORT-002' },
    });
  });

  it('does not give what is not masked to somebody who may not read personal data any more', async () => {
    const narrow = await test.mint.machine({ scp: ['waybill.read'] });

    expect(await urlOf(acme.jobId, narrow)).toMatchObject({
      status: 403,
      body: { code: 'EXPORT-001' },
    });
  });

  it('says so when the file was deleted after its time', async () => {
    const ref = { bucket: 'waybill-exports', key: `${acme.jobId}/1.csv` };
    const facts = await test.buckets.head(ref);
    await test.buckets.deleteIfMatch(ref, facts?.etag ?? '');

    expect(await urlOf(acme.jobId)).toMatchObject({ status: 409, body: { code: 'EXPORT-003' } });
  });
});
