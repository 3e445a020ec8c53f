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

describe('reject-file', () => {
  const body = { reason: 'a letter, not a table' };

  it('ends a file that waited for a decision, once, and keeps who and why', async () => {
    const params = { fileId: acme.unassignedFileId };
    const token = await test.mint.person('support');

    const answer = await test.call('rejectFile', { params, body, token });
    const again = await test.call('rejectFile', { params, body, token });

    expect(answer).toMatchObject({ status: 200, body: { state: 'rejected', partner: 'acme' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'FILE-412' } });
    const { items } = await test.database.audit.list({ action: 'file.rejected', limit: 5 });
    expect(items).toMatchObject([
      { actor: 'person:support', detail: { from: 'unassigned', reason: 'a letter, not a table' } },
    ]);
  });

  it('leaves the bytes where they are', async () => {
    expect(
      await test.buckets.head({ bucket: 'waybill-landing', key: 'acme/unknown/letter.csv' }),
    ).not.toBeNull();
  });

  it('fails for a file that was processed', async () => {
    const answer = await test.call('rejectFile', { params: { fileId: acme.fileId }, body });

    expect(answer).toMatchObject({ status: 409, body: { code: 'FILE-412' } });
  });

  it('needs a reason', async () => {
    const params = { fileId: acme.unassignedFileId };

    expect((await test.call('rejectFile', { params, body: { reason: ' ' } })).status).toBe(422);
  });
});
