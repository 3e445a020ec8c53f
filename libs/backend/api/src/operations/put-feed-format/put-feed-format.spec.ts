import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let feedId: string;
let etag: string;
const reason = 'the partner changed its export';
/** A field of the feed's own, which its rules cannot do without. */
const { mapping } = examplePurchases.format;
const format = {
  ...examplePurchases.format,
  mapping: { fields: [...mapping.fields, { field: 'shop', column: 'note' }] },
};
const rules = {
  ...examplePurchases.rules,
  inputs: [...examplePurchases.rules.inputs, { name: 'shop', type: 'text' }],
};
const trimmed = { ...format, dialect: { trim: true } };

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  feedId = `acme.${code}`;
  const body = { ...examplePurchases, format, rules, code };
  await test.call('createFeed', { params: { partnerId: 'acme' }, body });
  etag = await tagOf();
});

describe('put-feed-format', () => {
  it('makes the next version, active from now on', async () => {
    const answer = await put(trimmed);

    expect(answer).toMatchObject({
      status: 200,
      body: {
        bundle: { version: 2, ruleVersion: 'standard@1', format: { dialect: { trim: true } } },
      },
    });
    expect(answer.headers['etag']).toBe(await tagOf());
  });

  it('leaves a queued run the version it was given', async () => {
    const before = await test.database.feeds.config(feedId);
    await put(trimmed);

    const bundle = await test.database.feeds.bundle(before?.bundle.id ?? 0);
    expect(bundle).toMatchObject({ version: 1, format: { dialect: { trim: false } } });
  });

  it('keeps who, when and why, in the version and in the audit trail', async () => {
    await put(trimmed, { token: await test.mint.person('admin') });

    const { body } = await test.call('listFeedBundles', { params: { feedId } });
    expect(body['items']).toMatchObject([
      { version: 2, active: true, createdBy: 'person:admin', reason },
      { version: 1, active: false, createdBy: 'machine:waybill-machine', reason: null },
    ]);
    const { items } = await test.database.audit.list({ object: `feed:${feedId}`, limit: 1 });
    expect(items).toMatchObject([
      { action: 'feed.format-changed', actor: 'person:admin', detail: { version: 2, reason } },
    ]);
  });

  it('makes no version of what is the same', async () => {
    expect(await put(format)).toMatchObject({ status: 200, body: { bundle: { version: 1 } } });
  });

  it('needs the ETag of what was read', async () => {
    const answer = await put(trimmed, { headers: { 'If-Match': [] } });

    expect(answer).toMatchObject({
      status: 428,
      body: { code: 'API-012', detail: expect.stringContaining('get-feed') },
    });
  });

  it('changes nothing when somebody was faster', async () => {
    await put(trimmed);

    const second = await put({ ...format, dialect: { delimiter: ';' } });

    expect(second).toMatchObject({ status: 412, body: { code: 'API-013' } });
    const { body } = await test.call('getFeed', { params: { feedId } });
    expect(body).toMatchObject({ bundle: { version: 2, format: { dialect: { delimiter: ',' } } } });
  });

  it('by two people at once makes one version', async () => {
    const answers = await Promise.all([
      put(trimmed),
      put({ ...format, dialect: { delimiter: ';' } }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  const senseless: [string, object, string, string][] = [
    [
      'an encoding nobody knows',
      { ...format, dialect: { encoding: 'klingon' } },
      'FEED-002',
      '/format/dialect/encoding',
    ],
    ['a field less than the rules read', examplePurchases.format, 'RULE-422', '/rules'],
    [
      'another kind of document',
      {
        documentType: 'roster',
        layout: { columns: [{ name: 'id' }] },
        mapping: { fields: [{ field: 'memberNo', column: 'id' }] },
      },
      'FEED-002',
      '/format/documentType',
    ],
  ];
  it.each(senseless)('refuses %s, and says where', async (_name, changed, code, pointer) => {
    const answer = await put(changed);

    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(JSON.stringify(answer.body['errors'])).toContain(pointer);
    expect(await tagOf()).toBe(etag);
  });
});

async function tagOf(): Promise<string> {
  const { headers } = await test.call('getFeed', { params: { feedId } });
  return String(headers['etag']);
}

function put(changed: object, sent: object = {}) {
  const body = { format: changed, reason };
  const headers = { 'If-Match': etag };
  return test.call('putFeedFormat', { params: { feedId }, body, headers, ...sent });
}
