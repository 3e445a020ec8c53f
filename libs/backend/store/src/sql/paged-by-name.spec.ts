import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { newFeed, newPartner, newRun } from '../../testing/hub-story.ts';
import type { FeedConfig } from '../index.ts';
import { fewFiles } from './file-names.ts';

const march = fewFiles + 100;
const april = 200;
const limit = 3;

/** A file and its run for each number: those of March first, whose names say so twice, then those of April. */
describe.each(engines)('a name that very many have on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  beforeAll(async () => {
    db = await testDatabase(engine);
    feed = await newFeed(db, await newPartner(db));
    const id = await newRun(db, feed);
    const raw = await db.raw();
    const numbers = Array.from({ length: march + april }, (_, index) => index + 1001);
    const isOfMarch = (no: number) => no <= 1000 + march;
    const wordsOf = (no: number) => ` ${isOfMarch(no) ? 'march march' : 'april'} ${String(no)}`;
    const stateOf = (no: number) => (no % 2 === 0 ? 'archived' : 'quarantined');
    for (const [table, columns, rows] of [
      [
        'inbound_file',
        'no, id, bucket, object_key, version, etag, sequencer, size_bytes, name, name_words, partner_no, feed_no, state, received_at',
        numbers.map(
          (no) =>
            `(${no}, 'f${no}', 'b', 'k${no}', '1', '1', '', ${no}, 'n${no}', '${wordsOf(no)}', 1, 1, '${stateOf(no)}', '2026-03-01 00:00:00.000')`,
        ),
      ],
      [
        'file_name_part',
        'part, file_no',
        numbers.flatMap((no) =>
          isOfMarch(no)
            ? [`('march march ${no}', ${no})`, `('march ${no}', ${no})`]
            : [`('april ${no}', ${no})`],
        ),
      ],
    ] as const) {
      await raw.run(`insert into ${table} (${columns}) values ${rows.join(', ')}`);
    }
    await raw.run(`insert into run (no, id, kind, file_no, feed_no, partner_no, bundle_id, rows_scope, state, stages, queued_at, rows_rejected)
      select file.no, concat('r', file.no), kind, file.no, feed.no, feed.partner_no, bundle_id, rows_scope,
        case file.state when 'archived' then 'succeeded' else 'failed' end, stages, received_at, file.no
      from run, inbound_file file, (select no, partner_no from feed) feed where run.id = '${id}' and file.no > 1000`);
  }, 60_000);
  afterAll(() => db.close());

  const last = 1000 + march;
  const everyState = { files: undefined, runs: undefined };
  const even = { files: ['archived'], runs: ['succeeded'] } as const;
  const odd = { files: ['quarantined'], runs: ['failed'] } as const;
  const pages = [
    ['far back in the list', 'newest', 'march', everyState, [last, last - 1, last - 2, last - 3]],
    ['right ahead', 'oldest', 'march', everyState, [1001, 1002, 1003, 1004]],
    ['of one state, far back', 'newest', 'march', even, [last, last - 2, last - 4, last - 6]],
    ['of one state, right ahead', 'oldest', 'march', odd, [1001, 1003, 1005, 1007]],
  ] as const;

  test.each(pages)('is found %s, among files', async (_where, sort, q, state, expected) => {
    const query = { sort, q, state: state.files, limit };
    const { items, next } = await db.files.list(query, null);
    const second = await db.files.list({ ...query, cursor: next ?? '' }, null);
    const [fourth] = second.items;
    expect([...items, fourth].map((file) => file?.id)).toEqual(expected.map((no) => `f${no}`));
  });

  test.each(pages)('is found %s, among runs', async (_where, sort, q, state, expected) => {
    const { partner } = feed;
    const query = { sort, q, state: state.runs, partner, limit };
    const { items, next } = await db.runs.list(query, partner);
    const second = await db.runs.list({ ...query, cursor: next ?? '' }, partner);
    const [fourth] = second.items;
    expect([...items, fourth].map((run) => run?.id)).toEqual(expected.map((no) => `r${no}`));
  });

  test('is found in an order of which only some begin so', async () => {
    const { items } = await db.runs.list({ sort: 'most-rejected', q: 'march', limit }, null);
    expect(items.map(({ counts }) => counts.rejected)).toEqual([last, last - 1, last - 2]);
  });

  test('is counted once a file and run', async () => {
    expect((await db.files.stats({ q: 'march' }, null)).total).toBe(march);
    const { states } = await db.runs.stats({ q: 'march', bucket: 'none' }, null);
    expect(states.succeeded + states.failed).toBe(march);
  });

  test('is found where everything is searched, newest first', async () => {
    const found = await db.search.find('file', 'march', 2, null);
    expect(found.map(({ id }) => id)).toEqual([`f${last}`, `f${last - 1}`]);
  });
});
