import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../testing/engines.ts';
import {
  aDrift,
  at,
  entryOf,
  fresh,
  newReplay,
  rowErrorOf,
  runningHub,
} from '../testing/hub-story.ts';
import type { ClaimedRun, FeedConfig } from './index.ts';

describe.each(engines)('a partner client on %s', (engine) => {
  let db: TestDatabase;
  let ours: Awaited<ReturnType<typeof canary>>;
  let stranger: string;

  /** One of everything a partner can have. */
  async function canary(feed: FeedConfig, run: ClaimedRun) {
    const { partner, partnerNo } = feed;
    const { runId, runNo } = run.lease;
    await db.members.create(partnerNo, ['E1'], at);
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1' })], at);
    await db.rowErrors.insert(runNo, [rowErrorOf(2)], at);
    const { plan, replay, run: replayRun } = await newReplay(db, feed, run);
    const drift = fresh('drf');
    await db.driftEvents.see(runNo, [{ id: drift, ...aDrift('shop') }], at);
    for (const when of ['before', 'after'] as const) {
      await db.replays.recordChecksum(replayRun, when, await db.ledger.checksum(feed.feedNo));
    }
    const [entry = ''] = (await db.ledger.entriesOfRun(runNo, 1)).ids;
    const { items } = await db.rowErrors.list({ run: runId, limit: 1 }, null);
    return {
      partner,
      feed: feed.id,
      file: run.fileId,
      run: runId,
      plan,
      replay,
      entry,
      drift,
      error: items[0]?.id ?? '',
    };
  }

  beforeAll(async () => {
    db = await testDatabase(engine);
    const { feed, run } = await runningHub(db);
    ours = await canary(feed, run);
    const other = await runningHub(db);
    await canary(other.feed, other.run);
    stranger = other.feed.partner;
  }, 60_000);
  afterAll(() => db.close());

  const finds = [
    'partner',
    'feed',
    'file',
    'run',
    'member',
    'entry',
    'row error',
    'replay plan',
    'replay',
    'proof',
    'drift event',
  ] as const;
  const find = (what: (typeof finds)[number], tenant: string | null) => {
    switch (what) {
      case 'partner':
        return db.partners.find(ours.partner, tenant);
      case 'feed':
        return db.feeds.find(ours.feed, tenant);
      case 'file':
        return db.files.find(ours.file, tenant);
      case 'run':
        return db.runs.find(ours.run, tenant);
      case 'member':
        return db.members.find(`${ours.partner}:E1`, tenant);
      case 'entry':
        return db.ledger.find(ours.entry, tenant);
      case 'row error':
        return db.rowErrors.find(ours.error, tenant);
      case 'replay plan':
        return db.replays.findPlan(ours.plan, tenant, at);
      case 'replay':
        return db.replays.find(ours.replay, tenant);
      case 'proof':
        return db.replays.proof(ours.replay, tenant);
      case 'drift event':
        return db.driftEvents.find(ours.drift, tenant);
    }
  };

  test('looks for its own things only', async () => {
    const wanted = {
      partner: ours.partner,
      run: ours.run,
      member: 'E1',
      entry: ours.entry,
    } as const;
    for (const [kind, text] of Object.entries(wanted)) {
      const found = await db.search.find(kind as keyof typeof wanted, text, 5, stranger);
      expect(JSON.stringify(found)).not.toContain(`"${ours.partner}"`);
    }
  });

  test.each(finds)('finds its own %s, and nobody else’s', async (what) => {
    expect(await find(what, null)).not.toBeNull();
    expect(await find(what, ours.partner)).not.toBeNull();
    expect(await find(what, stranger)).toBeNull();
    // Not by a prefix, another case or an empty name either.
    for (const alias of [
      '',
      ours.partner.toUpperCase(),
      `${ours.partner} `,
      ours.partner.slice(0, -1),
    ]) {
      expect(await find(what, alias)).toBeNull();
    }
  });

  const lists = [
    'partners',
    'feeds',
    'files',
    'runs',
    'members',
    'row errors',
    'entries',
    'replays',
    'drift events',
  ] as const;
  const list = async (what: (typeof lists)[number], tenant: string | null, partner?: string) => {
    const page = { limit: 100, partner };
    switch (what) {
      case 'partners':
        return (await db.partners.list({ limit: 100 }, tenant)).items.map(({ id }) => id);
      case 'feeds':
        return (await db.feeds.list(page, tenant)).items.map((feed) => feed.partner);
      case 'files':
        return (await db.files.list(page, tenant)).items.map((file) => file.partner);
      case 'runs':
        return (await db.runs.list({ ...page, sort: 'newest' }, tenant)).items.map(
          (run) => run.partner,
        );
      case 'members':
        return (await db.members.list(page, tenant)).items.map((member) => member.partner);
      case 'entries':
        return (await db.ledger.list({ ...page, txnId: 'T1' }, tenant)).items.map(
          (entry) => entry.partner,
        );
      case 'row errors':
        return (await db.rowErrors.list(page, tenant)).items.map((error) => error.partner);
      case 'replays':
        return (await db.replays.list({ ...page, sort: 'newest' }, tenant)).items.map(
          (replay) => replay.partner,
        );
      case 'drift events':
        return (await db.driftEvents.list(page, tenant)).items.map((event) => event.partner);
    }
  };

  test.each(lists)('lists its own %s only, also when it asks for another’s', async (what) => {
    expect(new Set(await list(what, null))).toEqual(new Set([ours.partner, stranger]));
    expect(new Set(await list(what, ours.partner))).toEqual(new Set([ours.partner]));
    if (what !== 'partners') expect(await list(what, ours.partner, stranger)).toEqual([]);
  });

  test('cannot carry a cursor from an open list into a view of its own to see more', async () => {
    const open = await db.runs.list({ sort: 'newest', limit: 1 }, null);
    const page = await db.runs.list(
      { sort: 'newest', limit: 100, cursor: open.next ?? '' },
      stranger,
    );
    expect(new Set(page.items.map((run) => run.partner))).toEqual(new Set([stranger]));
  });

  test('counts its own in stats and clusters', async () => {
    const { states, buckets } = await db.runs.stats({ bucket: 'day' }, ours.partner);
    expect(states).toMatchObject({ running: 1, queued: 1 });
    expect(buckets.map(({ runs }) => runs)).toEqual([2]);
    const clusters = await db.rowErrors.clusters({}, ours.partner, at);
    expect(clusters.map(({ rows }) => rows)).toEqual([1]);
    expect(await db.rowErrors.clusters({ partner: stranger }, ours.partner, at)).toEqual([]);
  });
});
