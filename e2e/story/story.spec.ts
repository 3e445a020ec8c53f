import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backtest, ChangeRequest, InboundFile, Page, Run } from '@waybill/contracts';
import { incidents, writeStory, type Deed, type IncidentId } from '@waybill/local/story';
import { unclaimed } from '@waybill/local/story/unclaimed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, startHubOn } from '../fixtures/engines.ts';
import { eventually } from '../fixtures/eventually.ts';
import type { RunningHub } from '../fixtures/hub.ts';
import { Machine } from '../fixtures/machine.ts';
import { openSql } from '../fixtures/sql.ts';
import { verify } from '../fixtures/verify.ts';
import { feedPlan, hundredthsOf, pointsByHand, rowsOf } from './recount.ts';

type Sent = Extract<Deed, { kind: 'send-file' }>;

describe.each(engines)('the story of a first start on %s', (engine) => {
  let hub: RunningHub;
  let machine: Machine;
  let started: Date;
  let sent: readonly Sent[];
  let files: readonly InboundFile[];
  let runs: readonly Run[];

  beforeAll(async () => {
    started = new Date();
    sent = writeStory(started).flatMap(({ deeds }) =>
      deeds.filter((deed) => deed.kind === 'send-file'),
    );
    hub = await startHubOn(engine, { story: true });
    machine = new Machine(hub);
    await eventually(
      () => readFile(join(hub.home, 'logs/history.log'), 'utf8').catch(() => ''),
      (log) => log.includes('history told'),
      270_000,
    );
    await eventually(
      async () => Promise.all(unclaimed.map(({ key }) => filesAt(key))),
      (found) => found.every((items) => items.length === 1),
    );
    files = await everything<InboundFile>('/files');
    runs = await everything<Run>('/runs');
  }, 300_000);
  afterAll(() => hub?.stop());

  async function everything<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await machine.must('GET', `${path}?limit=500${next}`);
      all.push(...page.items);
      cursor = page.next;
    }
    return all;
  }

  const filesAt = async (key: string) =>
    (await machine.must<Page<InboundFile>>('GET', `/files?key=${encodeURIComponent(key)}`)).items;

  /** The files of an incident, in the order in which they came. */
  function filesOf(id: IncidentId): InboundFile[] {
    const incident = incidents.find((each) => each.id === id);
    if (incident === undefined) throw new Error(`There is no incident ${id}`);
    const folder = incident.feed.replace('.', '/');
    const midnight = Date.parse(`${started.toISOString().slice(0, 10)}T00:00:00Z`);
    return files
      .filter(({ key }) => key.startsWith(`${folder}/`))
      .filter(({ receivedAt }) => {
        // Half a day apart from UTC at most, so that the partner's morning is counted.
        const age = Math.round((midnight - Date.parse(receivedAt)) / 86_400_000);
        return age <= incident.days.from && age >= incident.days.to - 1;
      })
      .toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt));
  }

  const runOf = (file: InboundFile | undefined) => runs.find(({ id }) => id === file?.lastRun);

  it('leaves a change of rules to be decided on, with its tests and its backtest', async () => {
    const { items } = await machine.must<Page<ChangeRequest>>('GET', '/change-requests');

    expect(items).toMatchObject([
      { ruleSet: 'karoo.canteen', state: 'open', requestedBy: 'person:author' },
    ]);
    const backtest = await machine.must<Backtest>(
      'GET',
      `/backtests/${items[0]?.backtest ?? 'none'}`,
    );
    expect(backtest).toMatchObject({ state: 'succeeded', files: { total: 4, done: 4 } });
    expect(backtest.points.candidate).toBeGreaterThan(backtest.points.base);
  });

  it('has every file that was sent until the start, and no other', () => {
    const known = new Set(files.map(({ key }) => key));
    const until = started.getTime();

    expect(sent.filter(({ at, key }) => at.getTime() <= until && !known.has(key))).toEqual([]);
    const made = new Set([...sent, ...unclaimed].map(({ key }) => key));
    expect([...known].filter((key) => !made.has(key))).toEqual([]);
  });

  it('has happened in the past', () => {
    const late = runs.filter(({ finishedAt }) => Date.parse(finishedAt ?? '') > started.getTime());

    expect(late.map(({ file }) => file.key)).toEqual([]);
  });

  it('read as many rows of each feed as an independent reader counts', () => {
    const bytesOf = new Map(sent.map((file) => [file.key, file]));
    const differing = runs
      .filter(({ kind, state }) => kind === 'file' && state !== 'cancelled')
      .filter((run) => files.some(({ id, state }) => id === run.file.id && state === 'archived'))
      .filter((run) => {
        const file = bytesOf.get(run.file.key);
        return (
          rowsOf(feedPlan(run.feed), file?.bytes() ?? Buffer.alloc(0)).length !== run.counts.read
        );
      });

    expect(runs.length).toBeGreaterThan(900);
    expect(differing.map(({ file }) => file.key)).toEqual([]);
  });

  it.each(Object.entries(pointsByHand))(
    'booked the points of %s that a recount gives',
    async (feed, points) => {
      const plan = feedPlan(feed);
      const archived = new Set(
        files.filter(({ state }) => state === 'archived').map(({ key }) => key),
      );
      const counted = sent
        .filter(({ key }) => key.startsWith(`${feed.replace('.', '/')}/`) && archived.has(key))
        .filter(({ key }) => !key.includes('-resend'))
        .flatMap((file) => rowsOf(plan, file.bytes()))
        .reduce((sum, cells) => sum + points(hundredthsOf(plan, cells)), 0);
      const [partner, code] = feed.split('.');
      const sql = await openSql(hub.databaseUrl);
      const [booked] = await sql.all(
        `select sum(points) points from v_ledger where member is not null and partner = '${String(partner)}' and feed = '${String(code)}'`,
      );
      await sql.close();

      expect(counted).toBeGreaterThan(1000);
      expect(Number(booked?.['points'])).toBe(counted);
    },
  );

  describe('an incident', () => {
    /** How each of them shows through the API. */
    const proofs: Record<IncidentId, () => Promise<void> | void> = {
      'encoding-switched': () => {
        const quarantined = filesOf('encoding-switched').filter(
          ({ state }) => state === 'quarantined',
        );
        expect(quarantined.length).toBeGreaterThanOrEqual(4);
        expect(quarantined.map(({ problem }) => problem?.code)).toEqual(
          quarantined.map(() => 'FILE-002'),
        );
      },
      'file-sent-twice': () => {
        const [first, again] = filesOf('file-sent-twice').filter(({ key }) =>
          key.startsWith((filesOf('file-sent-twice')[0]?.key ?? '').slice(0, -4)),
        );
        expect(again).toMatchObject({ state: 'duplicate', duplicateOf: first?.id });
      },
      'rows-sent-again': () => {
        const resent = files.find(({ key }) => key.includes('-resend'));
        const counts = runOf(resent)?.counts;
        expect(counts?.duplicate).toBeGreaterThan(20);
        expect(counts?.duplicate).toBe(counts?.read);
      },
      'header-renamed': async () => {
        const quarantined = filesOf('header-renamed').filter(
          ({ state }) => state === 'quarantined',
        );
        expect(quarantined.length).toBeGreaterThanOrEqual(2);
        expect(quarantined[0]?.problem?.code).toBe('LAYOUT-002');
        const drift = await machine.must<Page<unknown>>('GET', '/drift-events?feed=monsoon.sales');
        expect(JSON.stringify(drift.items)).toContain('total_amount');
      },
      'feed-late': () => {
        const minutes = filesOf('feed-late').map(({ receivedAt }) => {
          const at = new Date(receivedAt);
          return at.getUTCHours() * 60 + at.getUTCMinutes();
        });
        expect(Math.max(...minutes)).toBeGreaterThan(9 * 60);
      },
      'feed-missing': () => {
        expect(filesOf('feed-missing').filter(isOfToday)).toEqual([]);
      },
      'points-doubled': async () => {
        const { items } = await machine.must<Page<Run>>(
          'GET',
          `/runs?ruleVersion=${encodeURIComponent('pipeworks-tiers@2')}`,
        );
        expect(items).toHaveLength(5);
        expect(new Set(items.map(({ feed }) => feed))).toEqual(new Set(['pipeworks.till']));
        const before = runs.filter(({ ruleVersion }) => ruleVersion === 'pipeworks-tiers@1');
        expect(perRow(items)).toBeGreaterThan(1.8 * perRow(before));
      },
      'roster-truncated': () => {
        const cut = filesOf('roster-truncated').filter(({ state }) => state === 'quarantined');
        expect(cut.map(({ problem }) => problem?.code)).toEqual(['FILE-007']);
      },
      'roster-shrunk': () => {
        const held = filesOf('roster-shrunk').filter(({ state }) => state === 'quarantined');
        expect(held.map(({ problem }) => problem?.code)).toEqual(['GUARD-001']);
      },
      'spreadsheet-sent': () => {
        const states = filesOf('spreadsheet-sent').map(({ state }) => state);
        expect(states).toContain('quarantined');
        expect(states).toContain('archived');
      },
      'wrong-folder': async () => {
        const file = files.find(({ key }) => key.startsWith('acme/purchase/'));
        expect(file).toMatchObject({ state: 'archived', feed: 'acme.purchases' });
        const waiting = await Promise.all(unclaimed.map(({ key }) => filesAt(key)));
        expect(waiting.flat().map(({ state }) => state)).toEqual(['unassigned', 'unassigned']);
      },
      'roster-behind': () => {
        const repaired = runs.filter(
          ({ state, feed }) => state === 'repaired' && feed === 'hafenwerk.einkauf',
        );
        expect(repaired.length).toBeGreaterThan(0);
        const replays = runs.filter(({ kind }) => kind === 'replay');
        expect(replays.length).toBeGreaterThanOrEqual(repaired.length);
        expect(new Set(replays.map(({ feed }) => feed))).toEqual(new Set(['hafenwerk.einkauf']));
      },
      'run-cancelled': () => {
        const cancelled = runs.filter(({ state }) => state === 'cancelled');
        expect(cancelled.map(({ feed }) => feed)).toEqual(['karoo.canteen']);
      },
    };

    const isOfToday = ({ receivedAt }: InboundFile) =>
      receivedAt.slice(0, 10) === started.toISOString().slice(0, 10);

    it.each(Object.keys(proofs) as IncidentId[])('%s can be found', async (id) => {
      expect.hasAssertions();
      await proofs[id]();
    });
  });

  it('keeps every promise of the hub', async () => {
    expect(await verify(hub)).toMatch(/^invariants=(\d+) held=\1 broken=0$/);
  });
});

function perRow(some: readonly Run[]): number {
  const points = some.reduce((sum, run) => sum + run.pointsAccrued, 0);
  return points / some.reduce((sum, run) => sum + run.counts.posted, 0);
}
