import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let fileId: string;
let count = 0;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

beforeEach(async () => {
  fileId = await quarantined({ feedId: 'acme.purchases', partnerId: 'acme' });
});

describe('release-file', () => {
  it('queues a run of its feed, the guards waived', async () => {
    const answer = await release();

    expect(answer).toMatchObject({
      status: 202,
      body: { id: fileId, state: 'assigned', feed: 'acme.purchases', problem: null },
    });
    const options = { leaseS: 60, attemptsMax: 5, only: String(answer.body['lastRun']) };
    expect(await test.database.runs.claim('worker', options)).toMatchObject({
      kind: 'file',
      fileId,
      guardsWaived: true,
    });
  });

  it('keeps who did it and why', async () => {
    await release({ token: await test.mint.person('support') });

    const { items } = await test.database.audit.list({
      object: `file:${fileId}`,
      action: 'file.released',
      limit: 5,
    });
    expect(items).toMatchObject([
      { actor: 'person:support', detail: { reason: 'the partner confirmed it' } },
    ]);
  });

  it('by two people at once queues one run', async () => {
    const answers = await Promise.all([release(), release()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  });

  it('fails for a file that is not in quarantine', async () => {
    expect(await release({ params: { fileId: acme.fileId } })).toMatchObject({
      status: 409,
      body: { code: 'FILE-411', detail: expect.stringContaining('archived') },
    });
  });

  it('fails for a file of no feed, which has to be assigned', async () => {
    fileId = await quarantined({});

    expect(await release()).toMatchObject({
      status: 409,
      body: { code: 'FILE-411', detail: expect.stringContaining('assign it') },
    });
  });

  it('fails when the bytes are gone', async () => {
    const record = await test.database.files.get(fileId);
    const kept = { bucket: record?.archiveBucket ?? '', key: record?.archiveKey ?? '' };
    const facts = await test.buckets.head(kept);
    await test.buckets.deleteIfMatch(kept, facts?.etag ?? '');

    expect(await release()).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });
});

function release(change: object = {}) {
  const body = { reason: 'the partner confirmed it' };
  return test.call('releaseFile', { params: { fileId }, body, ...change });
}

async function quarantined(owner: { feedId?: string; partnerId?: string }): Promise<string> {
  count += 1;
  const key = `stray/${count}.csv`;
  await test.buckets.put({ bucket: 'waybill-landing', key }, `a\n${count}\n`);
  const { body } = await test.call('ingestFile', { body: { bucket: 'waybill-landing', key } });
  const id = String(body['id']);
  const archive = { bucket: 'waybill-quarantine', key: `kept/${count}`, at: new Date() };
  await test.buckets.put(archive, 'a\n1\n');
  await test.database.files.move(id, ['unassigned'], 'quarantined', { archive, ...owner });
  return id;
}
