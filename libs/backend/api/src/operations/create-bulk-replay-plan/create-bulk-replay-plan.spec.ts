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

describe('create-bulk-replay-plan', () => {
  it('freezes a selection and leaves its plans to a job', async () => {
    const answer = await test.call('createBulkReplayPlan', {
      body: { runs: { ids: [acme.runId] }, canary: 3 },
    });

    const planId = String(answer.body['id']);
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/bulk-replay-plans/${planId}` },
      body: {
        state: 'computing',
        rows: 'all',
        rules: 'current',
        canary: 3,
        total: 1,
        runs: { waiting: 1 },
        requestedBy: 'machine:waybill-machine',
      },
    });
    const claim = () => test.database.jobs.claim('worker', { leaseS: 60, attemptsMax: 5 });
    // The seed left these waiting.
    expect(await claim()).toMatchObject({ kind: 'backtest' });
    expect(await claim()).toMatchObject({ kind: 'export' });
    expect(await claim()).toMatchObject({
      kind: 'bulk-replay-plan',
      request: { plan: planId, rows: 'all', rules: 'current' },
      total: 1,
    });
  });

  it('takes everything that a query finds, and of several runs over a file the last', async () => {
    const query = { partner: 'acme', state: 'partial,succeeded' };

    const { body } = await test.call('createBulkReplayPlan', { body: { runs: { query } } });

    expect(body).toMatchObject({ total: 2, files: 1, runs: { waiting: 1, refused: 1 } });
    const rows = await test.call('listBulkReplayRuns', { params: { planId: String(body['id']) } });
    expect(rows.body['items']).toMatchObject([
      { run: acme.runId, state: 'refused', problem: { code: 'same-file' } },
      { state: 'waiting', problem: null },
    ]);
  });

  it('is in the audit trail with what was selected', async () => {
    const runs = { ids: [acme.runId] };
    const { body } = await test.call('createBulkReplayPlan', { body: { runs } });

    const { items } = await test.database.audit.list({
      action: 'bulk-replay-plan.created',
      limit: 1,
    });

    expect(items).toMatchObject([
      { object: `bulk-replay-plan:${String(body['id'])}`, detail: { runs: 1, selection: runs } },
    ]);
  });

  it.each([
    ['of which one is not there', () => ({ ids: [acme.runId, 'run_nobody'] }), 404, 'API-004'],
    ['that changed', () => ({ query: { partner: 'acme' }, expected: 99 }), 409, 'SELECTION-001'],
    ['without a run', () => ({ query: { q: 'no such file' } }), 409, 'REPLAY-004'],
  ])('fails for a selection %s', async (_name, runs, status, code) => {
    expect(await test.call('createBulkReplayPlan', { body: { runs: runs() } })).toMatchObject({
      status,
      body: { code },
    });
  });
});
