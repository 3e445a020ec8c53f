import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let globex: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  globex = await seedPartner(test, 'globex');
});
afterAll(() => test.close());

describe('list-replays', () => {
  it('shows the newest first, with what each did and whether that was the plan', async () => {
    const { body } = await test.call('listReplays');

    expect(body).toMatchObject({
      items: [
        { id: globex.replayId, partner: 'globex' },
        {
          id: acme.replayId,
          plan: acme.planId,
          originalRun: acme.runId,
          partner: 'acme',
          feed: acme.feedId,
          fileName: 'purchases-1.csv',
          rows: 'all',
          rules: 'current',
          ruleVersion: 'standard@1',
          state: 'succeeded',
          effects: { unchanged: 3 },
          asPlanned: true,
          bulkReplay: null,
        },
      ],
      next: null,
    });
  });

  it.each([
    ['the run that was replayed', () => ({ run: acme.runId })],
    ['partner', () => ({ partner: 'acme' })],
    ['feed', () => ({ feed: acme.feedId })],
  ])('finds by %s', async (_name, query) => {
    const { body } = await test.call('listReplays', { query: query() });

    expect(body['items']).toMatchObject([{ id: acme.replayId }]);
  });

  it.each([
    ['state', { state: 'failed,cancelled' }],
    ['who asked for it', { requestedBy: 'person:nobody' }],
    ['time', { from: '2100-01-01T00:00:00.000Z' }],
    ['time', { to: '2000-01-01T00:00:00.000Z' }],
    ['bulk replay', { bulkReplay: 'bulk_nobody' }],
  ])('leaves out what is of another %s', async (_name, query) => {
    expect((await test.call('listReplays', { query })).body).toEqual({ items: [], next: null });
  });

  it('shows a partner its own', async () => {
    const token = await test.mint.partner('globex');

    const { body } = await test.call('listReplays', { token });

    expect(body['items']).toMatchObject([{ id: globex.replayId }]);
  });

  it('is named by the run that carried it out', async () => {
    const { body } = await test.call('getReplay', { params: { replayId: acme.replayId } });

    const run = await test.call('getRun', { params: { runId: String(body['run']) } });

    expect(run.body).toMatchObject({ replay: acme.replayId, replayOf: acme.runId });
  });
});
