import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let fileId: string;
let key: string;
let count = 0;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  key = `stray/${count}.csv`;
  await test.buckets.put({ bucket: 'waybill-landing', key }, `a\n${count}\n`);
  const { body } = await test.call('ingestFile', { body: { bucket: 'waybill-landing', key } });
  fileId = String(body['id']);
});

describe('assign-file', () => {
  it('gives the file to the feed and its partner, and queues a run', async () => {
    const answer = await assign();

    expect(answer).toMatchObject({
      status: 202,
      body: {
        id: fileId,
        state: 'assigned',
        partner: 'acme',
        feed: 'acme.purchases',
        problem: null,
      },
    });
    const run = await test.call('getRun', { params: { runId: String(answer.body['lastRun']) } });
    expect(run.body).toMatchObject({ state: 'queued', kind: 'file', file: { id: fileId } });
  });

  it('keeps who did it and why', async () => {
    await assign({ token: await test.mint.person('support') });

    const { items } = await test.database.audit.list({
      object: `file:${fileId}`,
      action: 'file.assigned',
      limit: 5,
    });

    expect(items).toMatchObject([
      { actor: 'person:support', detail: { feed: 'acme.purchases', reason: 'wrong folder' } },
    ]);
  });

  it('by two people at once queues one run', async () => {
    const answers = await Promise.all([assign(), assign()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const { items } = await test.database.runs.list(
      { sort: 'newest', limit: 50, q: `${count}.csv` },
      null,
    );
    expect(items).toHaveLength(1);
  });

  it('takes a file out of quarantine', async () => {
    const archive = { bucket: 'waybill-quarantine', key: `kept/${count}`, at: new Date() };
    await test.buckets.put(archive, 'a\n1\n');
    await test.database.files.move(fileId, ['unassigned'], 'quarantined', { archive });

    expect((await assign()).status).toBe(202);
  });

  it('fails for a file that was processed already', async () => {
    const answer = await assign({ params: { fileId: acme.fileId } });

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'FILE-409', detail: expect.stringContaining('archived') },
    });
  });

  it('fails when the bytes are gone', async () => {
    const facts = await test.buckets.head({ bucket: 'waybill-landing', key });
    await test.buckets.deleteIfMatch({ bucket: 'waybill-landing', key }, facts?.etag ?? '');

    expect(await assign()).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });

  it('fails when other bytes stand under the key now', async () => {
    await test.buckets.put({ bucket: 'waybill-landing', key }, 'something else');

    expect(await assign()).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });

  it.each([
    ['a feed', () => ({ body: { feed: 'acme.none', reason: 'wrong folder' } }), 'feed acme.none'],
    ['a file', () => ({ params: { fileId: 'file_none' } }), 'file file_none'],
  ])('fails for %s that does not exist', async (_name, change, named) => {
    expect(await assign(change())).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(named) },
    });
  });

  it('needs a reason', async () => {
    const answer = await assign({ body: { feed: 'acme.purchases', reason: '  ' } });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  });
});

function assign(change: object = {}) {
  const body = { feed: 'acme.purchases', reason: 'wrong folder' };
  return test.call('assignFile', { params: { fileId }, body, ...change });
}
