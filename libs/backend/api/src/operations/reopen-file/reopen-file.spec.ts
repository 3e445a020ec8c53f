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

describe('reopen-file', () => {
  const body = { reason: 'rejected by mistake' };
  const ofUnassigned = () => ({ params: { fileId: acme.unassignedFileId }, body });

  it('takes a rejection back to where the file was, once', async () => {
    await test.call('rejectFile', ofUnassigned());

    const answer = await test.call('reopenFile', ofUnassigned());
    const again = await test.call('reopenFile', ofUnassigned());

    expect(answer).toMatchObject({ status: 200, body: { state: 'unassigned', partner: 'acme' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'FILE-413' } });
    const { items } = await test.database.audit.list({ action: 'file.reopened', limit: 5 });
    expect(items).toMatchObject([{ detail: { reason: 'rejected by mistake' } }]);
  });

  it('fails for a file that was never rejected', async () => {
    const answer = await test.call('reopenFile', { params: { fileId: acme.fileId }, body });

    expect(answer).toMatchObject({ status: 409, body: { code: 'FILE-413' } });
  });

  it('fails after 30 days', async () => {
    await test.call('rejectFile', ofUnassigned());
    test.pass(31 * 86_400);

    expect((await test.call('reopenFile', ofUnassigned())).status).toBe(409);
  });
});
