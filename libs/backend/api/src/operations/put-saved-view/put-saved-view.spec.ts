import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let support: string;
let viewer: string;
beforeAll(async () => {
  test = await openTestHub();
  [support, viewer] = await Promise.all([test.mint.person('support'), test.mint.person('viewer')]);
});
afterAll(() => test.close());

const content = { query: {}, columns: null, density: null, shared: true };
const newView = async (name: string) => {
  const body = { list: 'runs', name, ...content };
  const { body: view } = await test.call('createSavedView', { token: support, body });
  return { viewId: String(view['id']) };
};

describe('put-saved-view', () => {
  it('changes what it shows, its name and who sees it, and says so in the audit trail', async () => {
    const params = await newView('Old');
    const body = { ...content, name: 'New', query: { state: 'failed' }, shared: false };

    const put = await test.call('putSavedView', { token: support, params, body });

    expect(put).toMatchObject({ status: 200, body: { ...body, list: 'runs' } });
    const read = await test.call('getSavedView', { token: support, params });
    expect(read.body).toEqual(put.body);
    expect((await test.call('getSavedView', { token: viewer, params })).status).toBe(404);
    const { items } = await test.database.audit.list({
      object: `saved-view:${params.viewId}`,
      action: 'saved-view.changed',
      limit: 5,
    });
    expect(items).toHaveLength(1);
  });

  it('is for its owner only', async () => {
    const params = await newView('Of support');

    const body = { ...content, name: 'Of viewer' };

    expect(await test.call('putSavedView', { token: viewer, params, body })).toMatchObject({
      status: 403,
      body: { code: 'VIEW-003' },
    });
  });

  it('fails for a stale ETag and for a name that is taken', async () => {
    const params = await newView('One');
    await newView('Two');
    const body = { ...content, name: 'Two' };
    const stale = { headers: { 'If-Match': '"x"' } };

    const late = await test.call('putSavedView', { token: support, params, body, ...stale });
    const taken = await test.call('putSavedView', { token: support, params, body });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
    expect(taken).toMatchObject({ status: 409, body: { code: 'VIEW-001' } });
  });
});
