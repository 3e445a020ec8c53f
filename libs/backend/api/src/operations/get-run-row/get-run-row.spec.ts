import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const ask = async (rowNo: string, role: 'support' | 'viewer' = 'support') =>
  test.call('getRunRow', {
    params: { runId: acme.runId, rowNo },
    token: await test.mint.person(role),
  });

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('get-run-row', () => {
  it('reads the line again from the kept file, by its place', async () => {
    expect(await ask('3')).toMatchObject({
      status: 200,
      body: { rowNo: 3, outcome: 'posted', points: 7, rawLine: 'T3,E1,2026-11-02,7.00,,' },
    });
  });

  it('leads on to the row error of a row that failed', async () => {
    expect(await ask('2')).toMatchObject({
      body: { rowErrorId: acme.rowErrorId, rawLine: 'T2,E2,31.02.2026,5.00,,call 555-0100' },
    });
  });

  it('keeps the line from who may not read payload', async () => {
    expect(await ask('2', 'viewer')).toMatchObject({ status: 200, body: { rawLine: null } });
  });

  it('fails for a row that the file does not have', async () => {
    expect(await ask('4')).toMatchObject({ status: 404, body: { code: 'API-004' } });
  });

  it('says that the file is gone, and not that the row never was', async () => {
    const { bucket, key } = await keptAt();
    const { etag } = (await test.buckets.head({ bucket, key })) ?? { etag: '' };
    await test.buckets.deleteIfMatch({ bucket, key }, etag);

    expect(await ask('3')).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });
});

async function keptAt(): Promise<{ bucket: string; key: string }> {
  const file = await test.database.files.get(acme.fileId);
  if (!file?.archiveBucket || !file.archiveKey) throw new Error('the file was not archived');
  return { bucket: file.archiveBucket, key: file.archiveKey };
}
