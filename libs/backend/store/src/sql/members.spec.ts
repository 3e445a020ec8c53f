import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, entryOf, newFeed, newPartner, runningHub } from '../../testing/hub-story.ts';

describe.each(engines)('members on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 20 });
  }, 60_000);
  afterAll(() => db.close());

  const newRoster = async () => newFeed(db, await newPartner(db), 'roster');
  const later = new Date(at.getTime() + 1000);
  const rosterRow = (memberNo: string, contentHash: number, wish = {}) => ({
    memberNo,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    state: 'active' as const,
    jobTitle: 'Engineer',
    department: null,
    hiredOn: 20_000,
    bornOn: null,
    contentHash,
    ...wish,
  });

  test('bare members are created once, whoever comes first, and known ones stay as they are', async () => {
    const { partnerNo, partner } = await newRoster();
    await db.members.upsertRoster(partnerNo, [rosterRow('E1', 7, { state: 'frozen' })], at);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        db.members.create(partnerNo, ['E3', 'E1', 'E2', 'E3'], later),
      ),
    );
    expect(await db.members.states(partnerNo, ['E1', 'E2', 'E3', 'E4'])).toEqual(
      new Map([
        ['E1', 'frozen'],
        ['E2', 'active'],
        ['E3', 'active'],
      ]),
    );
    expect(await db.members.find(`${partner}:E1`, null)).toMatchObject({
      name: 'Ada Lovelace',
      updatedAt: at.toISOString(),
    });
  });

  test('nothing is asked and nothing written for no members', async () => {
    const { partnerNo } = await newRoster();
    await db.members.create(partnerNo, [], at);
    expect((await db.members.states(partnerNo, [])).size).toBe(0);
  });

  test('five thousand members are found in one call', async () => {
    const { partnerNo } = await newRoster();
    const numbers = Array.from({ length: 5_000 }, (_, n) => `E${String(n)}`);
    await db.members.create(partnerNo, numbers, at);
    expect((await db.members.states(partnerNo, numbers)).size).toBe(5_000);
  });

  test('a roster replaces what it says and keeps when a member was created', async () => {
    const { partnerNo, partner } = await newRoster();
    await db.members.upsertRoster(partnerNo, [rosterRow('E1', 7)], at);
    await db.members.upsertRoster(
      partnerNo,
      [rosterRow('E1', 8, { name: 'Ada King', state: 'closed', hiredOn: null })],
      later,
    );
    expect(await db.members.find(`${partner}:E1`, null)).toEqual({
      id: `${partner}:E1`,
      partner,
      memberNo: 'E1',
      state: 'closed',
      name: 'Ada King',
      email: 'ada@example.com',
      jobTitle: 'Engineer',
      department: null,
      hiredOn: null,
      createdAt: at.toISOString(),
      updatedAt: later.toISOString(),
    });
    await db.members.create(partnerNo, ['E2'], at);
    expect(await db.members.rosterHashes(partnerNo, ['E1', 'E2'])).toEqual(new Map([['E1', 8]]));
  });

  test('member numbers differ by case and spaces, and may hold colons', async () => {
    const { partnerNo, partner } = await newRoster();
    const numbers = ['e1', 'E1', 'E1 ', 'a:b'];
    await db.members.create(partnerNo, numbers, at);
    expect((await db.members.states(partnerNo, numbers)).size).toBe(4);
    expect(await db.members.find(`${partner}:a:b`, null)).toMatchObject({ memberNo: 'a:b' });
    expect(await db.members.find(partner, null)).toBeNull();
  });

  test('members are listed by number, from the start of it', async () => {
    const { partnerNo, partner } = await newRoster();
    await db.members.create(partnerNo, ['E10', 'E2', 'E1', 'F1', 'E%'], at);
    const list = async (q?: string) =>
      (await db.members.list({ partner, q, limit: 9 }, null)).items.map(({ memberNo }) => memberNo);
    expect(await list()).toEqual(['E%', 'E1', 'E10', 'E2', 'F1']);
    expect(await list('E1')).toEqual(['E1', 'E10']);
    expect(await list('E%')).toEqual(['E%']);
    const first = await db.members.list({ partner, limit: 3 }, null);
    const rest = await db.members.list({ partner, limit: 3, cursor: first.next ?? '' }, null);
    expect(rest.items.map(({ memberNo }) => memberNo)).toEqual(['E2', 'F1']);
  });

  test('members are listed by state and by their last change, and counted by state', async () => {
    const { partnerNo, partner } = await newRoster();
    await db.members.create(partnerNo, ['E1', 'E2', 'F1'], at);
    await db.members.upsertRoster(partnerNo, [rosterRow('E2', 7, { state: 'closed' })], later);
    const numbers = async (query: object) =>
      (await db.members.list({ partner, limit: 9, ...query }, null)).items.map(
        ({ memberNo }) => memberNo,
      );

    expect(await numbers({ state: ['closed', 'frozen'] })).toEqual(['E2']);
    expect(await numbers({ sort: 'changed' })).toEqual(['E2', 'F1', 'E1']);
    expect(await db.members.stats({ partner, q: 'E' }, null)).toEqual({
      states: { active: 1, frozen: 0, closed: 1 },
      total: 2,
    });
    expect(await db.members.stats({ partner }, 'somebody-else')).toMatchObject({ total: 0 });
  });

  test('the history of a member runs day by day with its balance', async () => {
    const { feed, run } = await runningHub(db);
    const wish = { rowNo: 1, points: 30 };
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1', ...wish })], at);
    await db.ledger.book([entryOf(feed, run, { txnId: 'T2', rowNo: 2, points: 5 })], later);
    const nextDay = new Date(at.getTime() + 86_400_000);
    const taken = { ...wish, kind: 'reversal' as const, rowNo: 3 };
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1', ...taken })], nextDay);

    expect(await db.members.history(`${feed.partner}:E1`)).toEqual([
      { day: '2026-11-03', accrued: 35, reversed: 0, balance: 35 },
      { day: '2026-11-04', accrued: 0, reversed: 30, balance: 5 },
    ]);
    expect(await db.members.history('nobody:E1')).toEqual([]);
  });

  test('a member without points has a balance of zeros', async () => {
    expect(await db.members.balance('nobody:E1', null, at)).toEqual({
      member: 'nobody:E1',
      asOf: at.toISOString(),
      buckets: { available: 0, pending: 0, held: 0, expired: 0, spent: 0 },
      lots: [],
    });
  });
});
