import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const reason = 'The rules were wrong';

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('create-replay', () => {
  it('carries out a plan that is ready', async () => {
    const plan = await planIn('succeeded');

    const answer = await test.call('createReplay', { body: { plan, reason } });

    const { id, run } = answer.body;
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/replays/${String(id)}` },
      body: {
        plan,
        originalRun: acme.runId,
        state: 'queued',
        reason,
        requestedBy: 'machine:waybill-machine',
      },
    });
    const options = { leaseS: 60, attemptsMax: 5, only: String(run) };
    expect(await test.database.runs.claim('worker', options)).toMatchObject({
      kind: 'replay',
      originalRunId: acme.runId,
      rows: 'all',
    });
  });

  it('keeps to the rules of its plan when the feed gets others in between', async () => {
    const plan = await planIn('succeeded');
    const feed = await test.database.feeds.config(acme.feedId);
    if (!feed) throw new Error('no feed');
    const { format, rules } = feed.bundle;
    const made = { by: 'person:admin', reason: 'a new version', ruleVersion: 'tripled@2' };
    const bundle = { sha256: '3'.repeat(64), format, rules, ...made };
    await test.database.feeds.addBundle(acme.feedId, bundle, new Date());

    const { body } = await test.call('createReplay', { body: { plan, reason } });

    expect(body).toMatchObject({ rules: 'current', ruleVersion: 'standard@1' });
    const only = String(body['run']);
    const options = { leaseS: 60, attemptsMax: 5, only };
    expect(await test.database.runs.claim('worker', options)).toMatchObject({
      bundleId: feed.bundle.id,
    });
  });

  it('by two people at once is one replay', async () => {
    const plan = await planIn('succeeded');

    const answers = await Promise.all(
      [1, 2].map(() => test.call('createReplay', { body: { plan, reason } })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const { items } = await test.database.audit.list({ action: 'replay.created', limit: 500 });
    expect(items.filter(({ detail }) => detail['plan'] === plan)).toHaveLength(1);
  });

  it('fails for a plan that was carried out', async () => {
    expect(await test.call('createReplay', { body: { plan: acme.planId, reason } })).toMatchObject({
      status: 409,
      body: { code: 'REPLAY-003' },
    });
  });

  it.each([
    ['is still computed', null, 'computing'],
    ['failed', 'failed' as const, 'failed'],
  ])('fails for a plan that %s', async (_name, state, said) => {
    const plan = await planIn(state);

    expect(await test.call('createReplay', { body: { plan, reason } })).toMatchObject({
      status: 409,
      body: { code: 'REPLAY-001', detail: `Plan ${plan} is ${said}.` },
    });
  });

  it('fails for a plan that is a day old', async () => {
    const plan = await planIn('succeeded');

    test.pass(86_401);
    const answer = await test.call('createReplay', { body: { plan, reason } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'REPLAY-002' } });
  });
});

/** A plan for the seeded run whose own run has ended so, or is not begun. */
async function planIn(state: 'succeeded' | 'failed' | null): Promise<string> {
  const { body } = await test.call('createReplayPlan', { body: { run: acme.runId } });
  if (state !== null) await finishNewestRun(state);
  return String(body['id']);
}

async function finishNewestRun(state: 'succeeded' | 'failed'): Promise<void> {
  const claim = () => test.database.runs.claim('worker', { leaseS: 60, attemptsMax: 5 });
  let newest = await claim();
  for (let next = newest; next; next = await claim()) newest = next;
  if (!newest) throw new Error('no run is queued');
  await test.database.runs.finish(newest.lease, state, null, test.hub.clock.now());
}
