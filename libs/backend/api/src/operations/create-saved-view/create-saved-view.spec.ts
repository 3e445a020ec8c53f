import { savedViewsMax } from '@waybill/contracts';
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

const content = {
  query: { state: 'failed', sort: 'oldest' },
  columns: ['file', 'state'],
  density: null,
  shared: false,
};
const body = { list: 'runs', name: 'Failed', ...content };
const listed = async (token: string, list = 'runs') => {
  const answer = await test.call('listSavedViews', { token, query: { list } });
  return (answer.body['items'] as { name: string; mine: boolean }[]).map(({ name, mine }) => ({
    name,
    mine,
  }));
};

describe('create-saved-view', () => {
  it('keeps a view that its owner alone can read where it says', async () => {
    const created = await test.call('createSavedView', { token: support, body });

    expect(created).toMatchObject({ status: 201, body: { ...body, mine: true, owner: 'support' } });
    const { id } = created.body;
    expect(created.headers['location']).toBe(`/v1/saved-views/${String(id)}`);
    const params = { viewId: String(id) };
    const read = await test.call('getSavedView', { token: support, params });
    expect(read.body).toEqual(created.body);
    expect((await test.call('getSavedView', { token: viewer, params })).status).toBe(404);
  });

  it('shows a shared one to everybody, as somebody else’s', async () => {
    const shared = { ...body, name: 'Team', shared: true };
    await test.call('createSavedView', { token: support, body: shared });
    await test.call('createSavedView', { token: viewer, body: { ...body, name: 'Z' } });

    expect(await listed(viewer)).toEqual([
      { name: 'Z', mine: true },
      { name: 'Team', mine: false },
    ]);
    expect(await listed(viewer, 'files')).toEqual([]);
  });

  it('leaves an event with no filter in it, since a search may hold a name', async () => {
    const created = await test.call('createSavedView', {
      token: support,
      body: { ...body, name: 'Traced', query: { q: 'Erika' } },
    });

    const object = `saved-view:${String(created.body['id'])}`;
    const { items } = await test.database.audit.list({ object, limit: 5 });
    expect(items).toMatchObject([
      { action: 'saved-view.created', actor: 'person:support', detail: { list: 'runs' } },
    ]);
    expect(JSON.stringify(items)).not.toContain('Erika');
  });

  it('fails for a name that is taken on the same list', async () => {
    const named = { token: support, body: { ...body, name: 'Twice' } };
    await test.call('createSavedView', named);

    expect(await test.call('createSavedView', named)).toMatchObject({
      status: 409,
      body: { code: 'VIEW-001' },
    });
    const files = { ...named.body, list: 'files' };
    expect((await test.call('createSavedView', { token: support, body: files })).status).toBe(201);
  });

  it('fails when there are as many as there may be', async () => {
    const token = await test.mint.person('auditor');
    for (let view = 0; view < savedViewsMax; view += 1) {
      await test.call('createSavedView', { token, body: { ...body, name: `View ${view}` } });
    }

    expect(await test.call('createSavedView', { token, body })).toMatchObject({
      status: 409,
      body: { code: 'VIEW-002' },
    });
  });
});
