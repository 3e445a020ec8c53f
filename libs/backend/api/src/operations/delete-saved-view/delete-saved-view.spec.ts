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

const content = { list: 'runs', query: { q: 'a' }, columns: null, density: null, shared: true };
const newView = async (name: string) => {
  const body = { ...content, name };
  const { body: view } = await test.call('createSavedView', { token: support, body });
  return { viewId: String(view['id']) };
};

describe('delete-saved-view', () => {
  it('answers with what it was, so that it can be made again', async () => {
    const params = await newView('Gone');

    const gone = await test.call('deleteSavedView', { token: support, params });

    expect(gone).toMatchObject({ status: 200, body: { ...content, name: 'Gone' } });
    expect((await test.call('getSavedView', { token: support, params })).status).toBe(404);
    const object = `saved-view:${params.viewId}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([{ action: 'saved-view.deleted', actor: 'person:support' }]);
    await expect(newView('Gone')).resolves.toBeTruthy();
  });

  it('is for its owner only, and for who has read what it is now', async () => {
    const params = await newView('Kept');
    const stale = { headers: { 'If-Match': '"x"' } };

    expect(await test.call('deleteSavedView', { token: viewer, params })).toMatchObject({
      status: 403,
      body: { code: 'VIEW-003' },
    });
    expect((await test.call('deleteSavedView', { token: support, params, ...stale })).status).toBe(
      412,
    );
    expect((await test.call('getSavedView', { token: support, params })).status).toBe(200);
  });
});
