import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleFile, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
});
afterAll(() => test.close());

const suggestions = async (fileId: string, token?: string) => {
  const sent = { params: { fileId }, ...(token === undefined ? {} : { token }) };
  return test.call('listFeedSuggestions', sent);
};

describe('list-feed-suggestions', () => {
  it('puts the feed of the file’s own folder before one with the same layout', async () => {
    const { status, body } = await suggestions(acme.unassignedFileId);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      feedsCompared: 2,
      items: [
        { feed: 'acme.purchases', partner: 'acme', confidence: 'strong' },
        { feed: 'globex.purchases', partner: 'globex' },
      ],
    });
  });

  it('says in sentences what speaks for a feed and against it', async () => {
    const { body } = await suggestions(acme.unassignedFileId);
    const [first] = body['items'] as { reasons: unknown[] }[];

    expect(first?.reasons).toContainEqual({
      fits: true,
      text: 'The file lies in a folder of acme.',
    });
    expect(first?.reasons).toContainEqual({
      fits: false,
      text: 'The name does not fit its pattern purchases-*.csv.',
    });
    expect(first?.reasons).toContainEqual({
      fits: true,
      text: 'It can read 2 of the first 3 rows.',
    });
  });

  it('names the columns that a changed header lacks', async () => {
    const fileId = await landed('acme/drifted.csv', exampleFile.replace('amount', 'basket'));

    const { body } = await suggestions(fileId);
    const [first] = body['items'] as { reasons: unknown[]; confidence: string }[];

    expect(first).toMatchObject({ confidence: 'weak' });
    expect(first?.reasons).toContainEqual({ fits: false, text: 'Missing: amount.' });
  });

  it('suggests nothing for what is no table', async () => {
    const fileId = await landed('acme/letter.pdf', '%PDF-1.7 and so on');

    expect((await suggestions(fileId)).body).toMatchObject({ items: [] });
  });

  it('fails when the bytes are gone', async () => {
    const fileId = await landed('acme/gone.csv', 'a,b\n');
    const at = { bucket: 'waybill-landing', key: 'acme/gone.csv' };
    await test.buckets.deleteIfMatch(at, (await test.buckets.head(at))?.etag ?? '');

    expect(await suggestions(fileId)).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });
});

async function landed(key: string, content: string): Promise<string> {
  await test.buckets.put({ bucket: 'waybill-landing', key }, content);
  const { body } = await test.call('ingestFile', { body: { bucket: 'waybill-landing', key } });
  return String(body['id']);
}
