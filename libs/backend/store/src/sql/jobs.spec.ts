import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, fresh, leaseS } from '../../testing/hub-story.ts';
import type { JobViewer, NewJob } from '../index.ts';

describe.each(engines)('jobs on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());

  const newJob = async (owner: Caller, wish: Partial<NewJob> = {}) => {
    const id = fresh('job');
    const request = { list: 'runs' };
    const usual = { kind: 'export', label: 'Export of runs', request, total: 9, at } as const;
    await db.jobs.enqueue({ id, owner, ...usual, ...wish });
    return id;
  };
  const claim = async (only: string, worker = 'w', seconds = leaseS) => {
    const job = await db.jobs.claim(worker, { leaseS: seconds, attemptsMax: 3, only });
    if (job === null) throw new Error(`${only} cannot be claimed`);
    return job;
  };

  test('many workers that claim at once get each job once', async () => {
    const owner = person(fresh('ada'));
    const jobs: string[] = [];
    for (let job = 0; job < 8; job += 1) jobs.push(await newJob(owner));
    const work = async (worker: string) => {
      const mine: string[] = [];
      for (;;) {
        const job = await db.jobs.claim(worker, { leaseS, attemptsMax: 3 });
        if (job === null) return mine;
        mine.push(job.lease.jobId);
      }
    };
    const taken = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(work));
    expect(taken.flat().sort()).toEqual(jobs.sort());
  });

  test('a claimed job brings what was asked and whoever asked, with their rights then', async () => {
    const owner = { ...person('ada'), partner: 'acme', scopes: ['waybill.read'] };
    const id = await newJob(owner, { request: { list: 'runs', query: { q: 'é' } } });
    expect(await claim(id)).toEqual({
      lease: { jobId: id, jobNo: expect.any(Number), attempt: 1, worker: 'w' },
      kind: 'export',
      owner,
      label: 'Export of runs',
      request: { list: 'runs', query: { q: 'é' } },
      progress: 0,
      total: 9,
      checkpoint: null,
      cancelRequested: false,
    });
  });

  test('a job goes on from the checkpoint of its lost worker, as the next attempt', async () => {
    const id = await newJob(person('ada'));
    const { lease } = await claim(id);
    await db.jobs.advance(lease, { progress: 4, total: 8, checkpoint: { after: 'x' } }, 0);
    await pause(5);
    expect(await claim(id, 'w2')).toMatchObject({
      lease: { attempt: 2, worker: 'w2' },
      progress: 4,
      total: 8,
      checkpoint: { after: 'x' },
    });
  });

  test('a lease that still holds cannot be taken', async () => {
    const id = await newJob(person('ada'));
    await claim(id);
    expect(await db.jobs.claim('w2', { leaseS, attemptsMax: 3, only: id })).toBeNull();
  });

  test('a worker that lost its lease can write nothing to the job', async () => {
    const id = await newJob(person('ada'));
    const { lease: stale } = await claim(id);
    await db.jobs.release(stale);
    await claim(id, 'w2');
    expect({
      advance: await db.jobs.advance(stale, { progress: 1 }, leaseS),
      renew: await db.jobs.renew(stale, leaseS),
      release: await db.jobs.release(stale),
      finish: await db.jobs.finish(stale, { state: 'succeeded' }, at),
    }).toEqual({
      advance: false,
      renew: { held: false, cancelRequested: false },
      release: false,
      finish: false,
    });
    expect(await db.jobs.find(id, everybody)).toMatchObject({ state: 'running', progress: 0 });
  });

  test('attempts that come no further use a job up, and say so', async () => {
    const id = await newJob(person('ada'));
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await claim(id, 'w', 0);
      await pause(5);
    }
    expect(await db.jobs.claim('w', { leaseS, attemptsMax: 3, only: id })).toBeNull();
    expect(await db.jobs.find(id, everybody)).toMatchObject({
      state: 'failed',
      problem: { code: 'SYSTEM-002' },
      finishedAt: expect.any(String),
    });
  });

  test('an attempt that committed a checkpoint, or was told to stop, is not held against it', async () => {
    const id = await newJob(person('ada'));
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const { lease } = await claim(id);
      await db.jobs.advance(lease, { progress: attempt, checkpoint: attempt }, 0);
      await pause(5);
    }
    for (let attempt = 5; attempt <= 8; attempt += 1)
      await db.jobs.release((await claim(id)).lease);
    expect(await claim(id)).toMatchObject({ lease: { attempt: 9 }, progress: 4 });
  });

  test('its end is kept with what came of it', async () => {
    const id = await newJob(person('ada'));
    const { lease } = await claim(id);
    const end = { state: 'succeeded', result: { rows: 3 }, link: '/runs' } as const;
    expect(await db.jobs.finish(lease, end, at)).toBe(true);
    expect(await db.jobs.find(id, everybody)).toMatchObject({
      ...end,
      requestedBy: 'person:ada',
      problem: null,
      seen: false,
      finishedAt: at.toISOString(),
    });
    expect(await db.jobs.claim('w', { leaseS, attemptsMax: 3, only: id })).toBeNull();
  });

  test('a queued job is cancelled at once, a running one is asked to stop, an ended one is left alone', async () => {
    const ada = person(fresh('ada'));
    const [queued, running] = [await newJob(ada), await newJob(ada)];
    const { lease } = await claim(running);
    expect(await db.jobs.requestCancel(queued, viewer(ada), at)).toBe(true);
    expect(await db.jobs.find(queued, viewer(ada))).toMatchObject({ state: 'cancelled' });
    expect(await db.jobs.requestCancel(running, viewer(ada), at)).toBe(true);
    expect(await db.jobs.renew(lease, leaseS)).toEqual({ held: true, cancelRequested: true });
    expect(await db.jobs.requestCancel(queued, viewer(ada), at)).toBe(false);
  });

  describe('of several people', () => {
    const ada = person('ada-lists');
    const bob = person('bob-lists');
    const clientOfAcme: Caller = { ...person('ada-lists'), kind: 'partner', partner: 'acme' };
    let [first, second, others, acmes] = ['', '', '', ''];

    beforeAll(async () => {
      first = await newJob(ada, { at: new Date('2026-01-01') });
      second = await newJob(ada, { at: new Date('2026-01-02') });
      others = await newJob(bob, { at: new Date('2026-01-03') });
      acmes = await newJob(clientOfAcme, { at: new Date('2026-01-04') });
      await db.jobs.finish((await claim(first)).lease, { state: 'succeeded' }, at);
    });

    test('each finds and cancels their own only', async () => {
      expect(await db.jobs.find(first, viewer(bob))).toBeNull();
      expect(await db.jobs.find(first, viewer(clientOfAcme))).toBeNull();
      expect(await db.jobs.find(acmes, viewer(ada))).toBeNull();
      expect(await db.jobs.requestCancel(second, viewer(bob), at)).toBe(false);
      expect(await db.jobs.find(others, everybody)).toMatchObject({ id: others });
    });

    test('each lists their own, page by page, whoever they ask for', async () => {
      const page = (cursor?: string) =>
        db.jobs.list({ owner: 'everybody', sort: 'newest', limit: 1, cursor }, viewer(ada));
      const one = await page();
      const two = await page(one.next ?? '');
      expect([...one.items, ...two.items].map(({ id }) => id)).toEqual([second, first]);
      expect(two.next).toBeNull();
    });

    test('who sees everybody’s may ask for them or for their own', async () => {
      const query = { sort: 'oldest', limit: 3 } as const;
      const all = await db.jobs.list({ ...query, owner: 'everybody' }, everybody);
      expect(all.items.map(({ id }) => id)).toEqual([first, second, others]);
      expect((await db.jobs.list({ ...query, owner: 'me' }, everybody)).items).toEqual([]);
    });

    test('counts by state, and what they have not taken note of until they do', async () => {
      const filter = { owner: 'me' } as const;
      expect(await db.jobs.stats(filter, viewer(ada))).toEqual({
        states: { queued: 1, running: 0, succeeded: 1, failed: 0, cancelled: 0 },
        total: 2,
        unseen: 1,
      });
      expect(await db.jobs.markSeen([first, second, others], viewer(bob), at)).toBe(0);
      expect(await db.jobs.markSeen([first, second, others], viewer(ada), at)).toBe(1);
      expect(await db.jobs.stats(filter, viewer(ada))).toMatchObject({ unseen: 0 });
      expect(await db.jobs.find(first, viewer(ada))).toMatchObject({ seen: true });
    });
  });
});

const issuer = 'https://issuer.example';
const everybody: JobViewer = { issuer, subject: 'admin', partner: null, seesAll: true };

function person(subject: string): Caller {
  const client = { clientId: 'waybill-bff', scopes: [] };
  return { kind: 'person', issuer, subject, ...client, roles: ['support'], partner: null };
}

function viewer({ subject, partner }: Caller): JobViewer {
  return { issuer, subject, partner, seesAll: false };
}
