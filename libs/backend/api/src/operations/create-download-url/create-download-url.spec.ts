import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const body = { reason: 'The partner asks what they sent' };

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('create-download-url', () => {
  it('is an address of the kept copy, good for five minutes', async () => {
    const answer = await test.call('createDownloadUrl', { params: { fileId: acme.fileId }, body });

    expect(answer).toMatchObject({
      status: 201,
      body: { url: expect.stringContaining('waybill-archive') },
    });
    const lifeS = (Date.parse(String(answer.body['expiresAt'])) - Date.now()) / 1000;
    expect(lifeS).toBeLessThanOrEqual(300);
  });

  it('is one of the landing bucket while there is no copy', async () => {
    const { body: given } = await test.call('createDownloadUrl', {
      params: { fileId: acme.unassignedFileId },
      body,
    });

    expect(given['url']).toContain('waybill-landing');
  });

  it('leaves an event with who and why', async () => {
    const token = await test.mint.person('support');
    await test.call('createDownloadUrl', { token, params: { fileId: acme.fileId }, body });

    const { items } = await test.database.audit.list({
      action: 'file.download-url-created',
      limit: 1,
    });

    expect(items).toMatchObject([
      { actor: 'person:support', object: `file:${acme.fileId}`, detail: body },
    ]);
  });

  it('needs a reason', async () => {
    const answer = await test.call('createDownloadUrl', {
      params: { fileId: acme.fileId },
      body: {},
    });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  });

  it('fails when the bytes are gone', async () => {
    const gone = await seedPartner(test, 'gone');
    const file = await test.database.files.get(gone.fileId);
    const kept = { bucket: 'waybill-archive', key: file?.archiveKey ?? '' };
    const facts = await test.buckets.head(kept);
    await test.buckets.deleteIfMatch(kept, facts?.etag ?? '');

    const answer = await test.call('createDownloadUrl', { params: { fileId: gone.fileId }, body });

    expect(answer).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });
});
