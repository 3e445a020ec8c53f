import { preferences } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, fresh } from '../../testing/hub-story.ts';

const usual = preferences.parse({});
const content = { query: { state: 'failed' }, columns: ['a'], density: null, shared: false };

describe.each(engines)('own settings on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 5 });
  }, 60_000);
  afterAll(() => db.close());

  const person = () => ({ issuer: 'http://issuer.example', subject: fresh('ada') });

  test('preferences are of a subject at its issuer', async () => {
    const ada = person();
    await db.preferences.save(ada, { ...usual, theme: 'dark' }, at);
    await db.preferences.save(ada, { ...usual, zone: 'utc' }, at);

    expect(await db.preferences.find(ada)).toEqual({ ...usual, zone: 'utc' });
    expect(await db.preferences.find({ ...ada, issuer: 'http://other.example' })).toBeNull();
    expect(await db.preferences.find(person())).toBeNull();
  });

  test('ten first saves at once leave one', async () => {
    const ada = person();

    await Promise.all(
      Array.from({ length: 10 }, () =>
        db.transaction(({ preferences: kept }) => kept.save(ada, usual, at)),
      ),
    );

    expect(await db.preferences.find(ada)).toEqual(usual);
  });

  test('a view is seen by its owner, by others only when it is shared', async () => {
    const [ada, bob] = [person(), person()];
    const view = {
      id: fresh('view'),
      list: 'runs',
      owner: ada,
      at,
      name: 'Überfällig',
      ...content,
    };
    await db.savedViews.insert(view);

    expect(await db.savedViews.find(view.id, bob)).toBeNull();
    expect(await db.savedViews.find(view.id, ada)).toMatchObject({
      name: 'Überfällig',
      mine: true,
    });
    await db.savedViews.update(view.id, { ...content, name: 'Team', shared: true }, at);
    expect(await db.savedViews.find(view.id, bob)).toMatchObject({ name: 'Team', mine: false });
    expect((await db.savedViews.list('runs', bob)).map(({ id }) => id)).toContain(view.id);
    expect(await db.savedViews.list(fresh('list'), bob)).toEqual([]);
  });

  test('names are unique per owner and list, by letter', async () => {
    const ada = person();
    const view = { list: 'runs', owner: ada, at, ...content };
    const add = (name: string, change: object = {}) =>
      db.savedViews.insert({ ...view, id: fresh('view'), name, ...change });

    expect(await add('Mine')).toBe(true);
    expect(await add('Mine')).toBe(false);
    expect(await add('mine')).toBe(true);
    expect(await add('Mine', { list: 'files' })).toBe(true);
    expect(await add('Mine', { owner: person() })).toBe(true);
    expect(await db.savedViews.count('runs', ada)).toBe(2);
  });
});
