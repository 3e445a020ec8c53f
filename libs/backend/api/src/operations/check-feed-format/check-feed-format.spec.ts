import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const { format } = examplePurchases;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('check-feed-format', () => {
  it('says how the last file would be read', async () => {
    expect(await check(format)).toMatchObject({
      status: 200,
      body: {
        file: { id: acme.quarantinedFileId },
        columnsFound: 6,
        columnsExpected: 6,
        missing: [],
        unknown: [],
        rowsRead: 3,
        rowsGood: 2,
        refusal: null,
      },
    });
  });

  it('says why it would be refused', async () => {
    const columns = format.layout.columns.map((column) =>
      column.name === 'amount' ? { ...column, name: 'total' } : column,
    );
    const fields = format.mapping.fields.map((field) =>
      field.field === 'amount' ? { field: 'amount', column: 'total' } : field,
    );

    expect(await check({ ...format, layout: { columns }, mapping: { fields } })).toMatchObject({
      status: 200,
      body: { missing: ['total'], unknown: ['amount'], refusal: { code: 'LAYOUT-002' } },
    });
  });

  it('changes nothing', async () => {
    await check({ ...format, dialect: { trim: true } });

    const { body } = await test.call('getFeed', { params: { feedId: acme.feedId } });
    expect(body).toMatchObject({ bundle: { version: 1, format: { dialect: { trim: false } } } });
  });

  it('refuses a format that makes no sense', async () => {
    expect(await check({ ...format, dialect: { encoding: 'klingon' } })).toMatchObject({
      status: 422,
      body: { code: 'FEED-002', errors: [{ pointer: '/format/dialect/encoding' }] },
    });
  });

  it('has nothing to read for a feed without files', async () => {
    const params = { partnerId: 'acme' };
    await test.call('createFeed', { params, body: { ...examplePurchases, code: 'fresh' } });

    expect(await check(format, 'acme.fresh')).toMatchObject({
      status: 409,
      body: { code: 'FILE-410' },
    });
  });
});

function check(changed: object, feedId = acme.feedId) {
  return test.call('checkFeedFormat', { params: { feedId }, body: { format: changed } });
}
