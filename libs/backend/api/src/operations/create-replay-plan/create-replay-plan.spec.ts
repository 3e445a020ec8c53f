import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('create-replay-plan', () => {
  it('queues a run that books nothing, and says where the plan can be read', async () => {
    const answer = await test.call('createReplayPlan', { body: { run: acme.runId } });
    const planId = String(answer.body['id']);

    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/replay-plans/${planId}` },
      body: { state: 'computing', run: acme.runId, rows: 'all', rules: 'current', effects: null },
    });
    const claimed = await claimNext();
    expect(claimed).toMatchObject({ kind: 'plan', rows: 'all', originalRunId: acme.runId });
    expect((await test.call('getReplayPlan', { params: { planId } })).body).toEqual(answer.body);
  });

  it.each([
    ['original', 'standard@1'],
    ['current', 'tripled@2'],
  ] as const)('under %s rules uses %s when the feed has new ones', async (rules, version) => {
    const feed = await test.database.feeds.config(acme.feedId);
    if (!feed) throw new Error('no feed');
    if (feed.bundle.version === 1) {
      const { format, rules: same } = feed.bundle;
      const made = { by: 'person:admin', reason: 'a new version', ruleVersion: 'tripled@2' };
      const bundle = { sha256: '3'.repeat(64), format, rules: same, ...made };
      await test.database.feeds.addBundle(acme.feedId, bundle, new Date());
    }

    const answer = await test.call('createReplayPlan', {
      body: { run: acme.runId, rows: 'failed', rules },
    });

    expect(answer).toMatchObject({
      status: 202,
      body: { rows: 'failed', rules, ruleVersion: version, originalRuleVersion: 'standard@1' },
    });
    const claimed = await claimNext();
    const bundle = await test.database.feeds.bundle(claimed?.bundleId ?? 0);
    expect(bundle).toMatchObject({ ruleVersion: version });
  });

  it('is in the audit trail', async () => {
    const { body } = await test.call('createReplayPlan', { body: { run: acme.runId } });

    const { items } = await test.database.audit.list({ action: 'replay-plan.created', limit: 1 });

    expect(items).toMatchObject([
      { object: `run:${acme.runId}`, detail: { plan: body['id'], rows: 'all' } },
    ]);
    await claimNext();
  });

  it('fails for a run that goes on', async () => {
    const answer = await test.call('createReplayPlan', { body: { run: acme.queuedRunId } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'RUN-002' } });
  });

  it('fails when no row failed', async () => {
    const run = await cleanRun();

    expect(await test.call('createReplayPlan', { body: { run, rows: 'failed' } })).toMatchObject({
      status: 409,
      body: { code: 'REPLAY-004' },
    });
  });

  it('fails when the archived bytes are gone', async () => {
    const file = await test.database.files.get(acme.fileId);
    const kept = { bucket: 'waybill-archive', key: file?.archiveKey ?? '' };
    await test.buckets.deleteIfMatch(kept, (await test.buckets.head(kept))?.etag ?? '');

    expect(await test.call('createReplayPlan', { body: { run: acme.runId } })).toMatchObject({
      status: 409,
      body: { code: 'FILE-410' },
    });
  });
});

/** The plan's run, as a worker gets it; the run that the seed left waiting stays where it is. */
async function claimNext() {
  const options = { leaseS: 60, attemptsMax: 5 };
  const waiting = await test.database.runs.claim('worker', { ...options, only: acme.queuedRunId });
  const claimed = await test.database.runs.claim('worker', options);
  if (waiting) await test.database.runs.release(waiting.lease);
  return claimed;
}

async function cleanRun(): Promise<string> {
  const id = test.hub.newId('run');
  const feed = await test.database.feeds.config(acme.feedId);
  const run = { id, kind: 'file' as const, fileId: acme.fileId, feedId: acme.feedId };
  const rest = { bundleId: feed?.bundle.id ?? 0, rows: 'all' as const, originalRunId: null };
  await test.database.runs.enqueue({ ...run, ...rest, at: new Date() });
  const claimed = await test.database.runs.claim('worker', {
    leaseS: 60,
    attemptsMax: 5,
    only: id,
  });
  if (!claimed) throw new Error('not claimed');
  await test.database.runs.finish(claimed.lease, 'succeeded', null, new Date());
  return id;
}
