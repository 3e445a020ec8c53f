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

const preview = (fileId: string, sent: object = {}) =>
  test.call('getFilePreview', { params: { fileId }, ...sent });

describe('get-file-preview', () => {
  it('cuts a file as its feed does', async () => {
    expect(await preview(acme.fileId)).toMatchObject({
      status: 200,
      body: {
        cutAs: 'feed',
        encoding: 'utf-8',
        delimiter: ',',
        header: exampleFile.split('\n')[0]?.split(','),
        masked: false,
        isWhole: true,
        refusal: null,
      },
    });
  });

  it('guesses how an unassigned file is written', async () => {
    const { body } = await preview(acme.unassignedFileId);

    expect(body).toMatchObject({ cutAs: 'guess', delimiter: ',' });
    expect((body['rows'] as unknown[]).length).toBe(3);
  });

  it('shows by a guess what the feed would refuse, and why', async () => {
    const fileId = await landed('acme/semicolons.csv', 'one;two\n1;2\n');

    expect((await preview(fileId, { query: { feed: 'acme.purchases' } })).body).toMatchObject({
      cutAs: 'guess',
      delimiter: ';',
      header: ['one', 'two'],
      rows: [{ line: 2, cells: ['1', '2'] }],
      refusal: { code: expect.stringMatching(/^\w+-\d+$/) },
    });
  });

  it('shows who may not read payload the shape only', async () => {
    const token = await test.mint.person('viewer');

    const { body } = await preview(acme.fileId, { token });

    expect(body).toMatchObject({ masked: true, header: exampleFile.split('\n')[0]?.split(',') });
    for (const cell of ['T1', 'E2', '31.02.2026', '555-0100']) {
      expect(JSON.stringify(body)).not.toContain(cell);
    }
  });

  it('hides names that are only guessed to be names', async () => {
    const fileId = await landed('acme/people.csv', 'Ada,Grace\nMary,Jane\n');
    const token = await test.mint.person('viewer');

    expect(JSON.stringify((await preview(fileId, { token })).body)).not.toContain('Ada');
  });

  it('shows nothing of a workbook', async () => {
    const fileId = await landed('acme/book.xlsx', 'PK\u0003\u0004 and so on');

    expect((await preview(fileId)).body).toMatchObject({ header: null, rows: [] });
  });

  it('shows that a file is empty', async () => {
    const fileId = await landed('acme/empty.csv', '');

    expect(await preview(fileId)).toMatchObject({ status: 200, body: { rows: [], isWhole: true } });
  });

  it('fails for a feed that is not there, or not the partner’s', async () => {
    const token = await test.mint.partner('acme');
    const query = { feed: 'globex.purchases' };

    expect(await preview(acme.fileId, { token, query })).toMatchObject({ status: 404 });
    expect(await preview(acme.fileId, { query: { feed: 'acme.none' } })).toMatchObject({
      status: 404,
      body: { detail: 'There is no feed acme.none.' },
    });
  });
});

async function landed(key: string, content: string): Promise<string> {
  await test.buckets.put({ bucket: 'waybill-landing', key }, content);
  const { body } = await test.call('ingestFile', { body: { bucket: 'waybill-landing', key } });
  return String(body['id']);
}
