import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let ruleSetId: string;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSetId = `acme.${code}`;
  await test.call('createFeed', {
    params: { partnerId: 'acme' },
    body: { ...examplePurchases, code },
  });
  await test.call('createRuleDraft', { params: { ruleSetId }, body: {} });
});

describe('put-rule-draft', () => {
  it('keeps what was typed, finished or not', async () => {
    const typed = '{ "name": "half a';

    expect(await save(typed)).toMatchObject({
      status: 200,
      body: { text: typed, sha256: null, revision: 2 },
    });
  });

  it('knows content again however it is laid out', async () => {
    const { body: begun } = await test.call('getRuleDraft', { params: { ruleSetId } });
    const { name, ...rest } = examplePurchases.rules;

    const { body } = await save(JSON.stringify({ ...rest, name }));

    expect(body['sha256']).toBe(begun['sha256']);
  });

  it('saves over nobody’s work', async () => {
    const { headers } = await test.call('getRuleDraft', { params: { ruleSetId } });
    const read = { 'If-Match': String(headers['etag']) };
    const first = await save('first', read);

    const second = await save('second', read);

    expect(first.status).toBe(200);
    expect(second).toMatchObject({ status: 412, body: { code: 'API-013' } });
    const { body } = await test.call('getRuleDraft', { params: { ruleSetId } });
    expect(body).toMatchObject({ text: 'first' });
  });

  it('needs the ETag of what was read', async () => {
    expect((await save('anything', { 'If-Match': [] })).status).toBe(428);
  });

  it('takes no novel', async () => {
    expect((await save('x'.repeat(1_000_001))).status).toBe(422);
  });
});

function save(text: string, headers?: Record<string, string | string[]>) {
  const sent = { params: { ruleSetId }, body: { text } };
  return test.call('putRuleDraft', headers ? { ...sent, headers } : sent);
}
