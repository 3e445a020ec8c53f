import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
const landed = { bucket: 'waybill-landing', key: 'acme/purchases/a b+c é.csv' };

beforeAll(async () => {
  test = await openTestHub();
  await test.buckets.put(landed, 'a,b\n1,2\n');
});
afterAll(() => test.close());

describe('ingest-file', () => {
  it('takes in what stands under the key and says where it can be followed', async () => {
    const answer = await test.call('ingestFile', { body: landed });

    expect(answer).toMatchObject({
      status: 202,
      body: { ...landed, name: 'a b+c é.csv', sizeBytes: 8 },
    });
    expect(answer.headers['location']).toBe(`/v1/files/${String(answer.body['id'])}`);
  });

  it('asked for twice is one file', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => test.call('ingestFile', { body: landed })),
    );

    expect(first?.body['id']).toBe(second?.body['id']);
  });

  it('leaves an event with who asked', async () => {
    const token = await test.mint.person('support');
    const { body } = await test.call('ingestFile', { token, body: landed });

    const { items } = await test.database.audit.list({
      object: `file:${String(body['id'])}`,
      limit: 1,
    });

    expect(items).toMatchObject([
      { action: 'file.ingest-requested', actor: 'person:support', detail: { outcome: 'known' } },
    ]);
  });

  it.each([
    ['a key where nothing is', { ...landed, key: 'acme/purchases/none.csv' }],
    ['a path', { ...landed, key: '../../etc/passwd' }],
  ])('fails for %s', async (_name, body) => {
    expect(await test.call('ingestFile', { body })).toMatchObject({
      status: 409,
      body: { code: 'TRANSPORT-001' },
    });
  });
});
