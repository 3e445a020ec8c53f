import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let entryIds: string[];

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  const { items } = await test.database.members.entries(acme.memberId, { limit: 10 });
  entryIds = items.toSorted((a, b) => a.rowNo - b.rowNo).map(({ id }) => id);
});
afterAll(() => test.close());

describe('explain-entry', () => {
  it('goes from the points to the clause, the record, the line and the file', async () => {
    const { body, status } = await explain(0);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      entry: { txnId: 'T1', points: 24, clauses: 'bonus/books+base' },
      rule: { version: 'standard@1', recomputedPoints: 24 },
      record: {
        txnId: 'T1',
        memberNo: 'E1',
        occurredOn: '2026-11-01',
        amount: '12.5000',
        category: 'BOOKS',
        note: 'for Erika',
      },
      rawLine: 'T1,E1,2026-11-01,12.50,BOOKS,for Erika',
      line: 2,
      file: { id: acme.fileId },
    });
    expect(body['mapping']).toContainEqual({ field: 'amount', column: 'amount', cell: '12.50' });
    expect(body['mapping']).toContainEqual({ field: 'note', column: 'note', cell: 'for Erika' });
  });

  it('shows the whole rule set and everything booked under the transaction', async () => {
    const { body } = await explain(0);

    expect(body).toMatchObject({
      rule: { document: { name: 'standard', tables: [{ id: 'bonus' }] } },
      transaction: [{ id: entryIds[0], txnId: 'T1' }],
    });
  });

  it('shows each clause as it is written', async () => {
    const { body } = await explain(0);
    const { clauses } = body['rule'] as { clauses: { id: string; text: string }[] };

    expect(clauses.map(({ id, text }) => [id, JSON.parse(text)])).toMatchObject([
      ['bonus/books', { table: 'bonus', columns: ['category'], when: ['"BOOKS"'] }],
      ['base', { id: 'base', when: 'true' }],
    ]);
  });

  it('reads a later row as well as the first', async () => {
    expect((await explain(1)).body).toMatchObject({
      entry: { points: 7 },
      rule: { recomputedPoints: 7 },
      record: { category: null },
      rawLine: 'T3,E1,2026-11-02,7.00,,',
      line: 4,
    });
  });

  it('keeps free text from who may not read payload', async () => {
    const { body } = await explain(0, await test.mint.person('viewer'));

    expect(JSON.stringify(body)).not.toContain('Erika');
    expect(body).toMatchObject({
      rawLine: null,
      record: { note: null, amount: '12.5000' },
      rule: { recomputedPoints: 24 },
    });
    expect(body['mapping']).toContainEqual({ field: 'note', column: 'note', cell: null });
  });

  it('fails when the archived bytes are gone', async () => {
    const file = await test.database.files.get(acme.fileId);
    const kept = { bucket: 'waybill-archive', key: file?.archiveKey ?? '' };
    await test.buckets.deleteIfMatch(kept, (await test.buckets.head(kept))?.etag ?? '');

    expect(await explain(0)).toMatchObject({ status: 409, body: { code: 'FILE-410' } });
  });
});

function explain(at: number, token?: string) {
  const sent = { params: { entryId: entryIds[at] ?? '' } };
  return test.call('explainEntry', token === undefined ? sent : { ...sent, token });
}
