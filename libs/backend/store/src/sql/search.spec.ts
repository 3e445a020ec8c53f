import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  entryOf,
  fresh,
  newFeed,
  newPartner,
  newReplay,
  runningHub,
} from '../../testing/hub-story.ts';
import type { FoundKind } from '../nouns/search.ts';

describe.each(engines)('looking for things on %s', (engine) => {
  let db: TestDatabase;
  let partner: string;
  let other: string;
  let run: string;
  let replay: string;
  let entry: string;

  beforeAll(async () => {
    db = await testDatabase(engine);
    const story = await runningHub(db);
    partner = story.feed.partner;
    run = story.run.lease.runId;
    await db.members.create(story.feed.partnerNo, ['E1042', 'E1043', 'x7'], at);
    await db.ledger.book([entryOf(story.feed, story.run, { txnId: 'Txn-1' })], at);
    [entry = ''] = (await db.ledger.entriesOfRun(story.run.lease.runNo, 1)).ids;
    ({ replay } = await newReplay(db, story.feed, story.run));
    other = await newPartner(db, fresh('globex'), 'Globex 100%_Foods');
    const feed = await newFeed(db, other, 'rosters');
    await db.members.create(feed.partnerNo, ['E1042'], at);
    for (const [index, name] of [
      'Roster-2026-11-03.csv',
      'roster_old.csv',
      'staff.csv',
    ].entries()) {
      const object = {
        bucket: 'waybill-landing',
        key: `${other}/rosters/${name}`,
        version: 'v1',
        etag: 'e1',
        sizeBytes: 100,
        sequencer: '',
      };
      const later = new Date(at.getTime() + index);
      const { file } = await db.files.register(object, { id: `file_0${other}${index}`, at: later });
      await db.files.move(file.id, ['received'], 'assigned', {
        partnerId: other,
        feedId: feed.id,
        sha256: 'c'.repeat(64),
      });
    }
  }, 60_000);
  afterAll(() => db.close());

  const names = async (kind: FoundKind, text: string, tenant: string | null = null) =>
    (await db.search.find(kind, text, 5, tenant)).map(({ name }) => name);

  test('partners by their id and by any part of their name, wildcards being letters like others', async () => {
    expect(await names('partner', other)).toEqual(['Globex 100%_Foods']);
    expect(await names('partner', 'FOODS')).toContain('Globex 100%_Foods');
    expect(await names('partner', '0%_f')).toEqual(['Globex 100%_Foods']);
    expect(await names('partner', '%')).toEqual(['Globex 100%_Foods']);
  });

  test('feeds by id, code and name, with whose they are', async () => {
    expect(await db.search.find('feed', 'ROSTERS', 5, other)).toEqual([
      {
        kind: 'feed',
        id: `${other}.rosters`,
        name: 'Feed rosters',
        about: ['Globex 100%_Foods', 'active'],
      },
    ]);
    expect(await names('feed', 'feed rost', other)).toEqual(['Feed rosters']);
  });

  test('runs and replays by how their id begins', async () => {
    const [found] = await db.search.find('run', run.toUpperCase(), 5, null);
    expect(found).toMatchObject({ id: run, about: [expect.any(String), 'running', run] });
    const replays = await db.search.find('replay', replay, 5, null);
    expect(replays.map(({ id }) => id)).toContain(replay);
    expect(await names('run', 'no-run')).toEqual([]);
  });

  test('files by id and by the words of their name, whatever stands between them', async () => {
    expect(await names('file', `file_0${other}1`)).toEqual(['roster_old.csv']);
    expect(await names('file', 'roster', other)).toEqual([
      'roster_old.csv',
      'Roster-2026-11-03.csv',
    ]);
    expect(await names('file', '2026-11', other)).toEqual(['Roster-2026-11-03.csv']);
    expect(await names('file', 'roster o', other)).toEqual(['roster_old.csv']);
    expect(await names('file', 'oster', other)).toEqual([]);
  });

  test('members by number, also in the other case and with their partner', async () => {
    expect(await names('member', 'e104', partner)).toEqual(['E1042', 'E1043']);
    expect(await names('member', 'x7', partner)).toEqual(['x7']);
    const found = await db.search.find('member', `${other}:E10`, 5, null);
    expect(found.map(({ id }) => id)).toEqual([`${other}:E1042`]);
  });

  test('ledger entries by their own id and by that of their transaction', async () => {
    const [found] = await db.search.find('entry', 'Txn-1', 5, partner);
    expect(found).toMatchObject({
      id: entry,
      about: [expect.stringContaining('accrual of'), expect.stringContaining(`${partner}:`)],
    });
    expect(await db.search.find('entry', entry, 5, null)).toEqual([found]);
    expect(await names('entry', 'Txn')).toEqual([]);
  });

  test('a client finds its own only', async () => {
    expect(await names('partner', 'foods', partner)).toEqual([]);
    expect(await names('feed', 'rosters', partner)).toEqual([]);
    expect(await names('file', 'roster', partner)).toEqual([]);
    expect(await names('file', `file_0${other}1`, partner)).toEqual([]);
    expect(await names('run', run, other)).toEqual([]);
    expect(await names('replay', replay, other)).toEqual([]);
    expect(await names('entry', entry, other)).toEqual([]);
    expect(await names('entry', 'Txn-1', other)).toEqual([]);
    expect(await names('member', `${other}:E1042`, partner)).toEqual([]);
  });

  test('no more than was asked for', async () => {
    expect(await db.search.find('member', 'E10', 1, partner)).toHaveLength(1);
  });
});
