import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeEach(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

const reason = 'booked by hand with the partner';
const resolve = (selection: object, sent: object = {}) =>
  test.call('resolveRowErrors', { body: { selection, reason }, ...sent });
const stateOf = async (rowErrorId: string) =>
  (await test.call('getRowError', { params: { rowErrorId } })).body['state'];

describe('resolve-row-errors', () => {
  it('closes what is named, and repairs the run of which nothing is open any more', async () => {
    expect(await resolve({ ids: [acme.rowErrorId] })).toMatchObject({
      status: 200,
      body: { changed: 1, decision: expect.stringMatching(/^dec_/) },
    });
    expect(await stateOf(acme.rowErrorId)).toBe('resolved');
    const run = await test.call('getRun', { params: { runId: acme.runId } });
    expect(run.body).toMatchObject({ state: 'repaired' });
  });

  it('keeps the query, the count, who and why', async () => {
    const token = await test.mint.person('support');
    const selection = { query: { run: acme.runId, state: 'open' }, expected: 1 };

    const { body } = await resolve(selection, { token });

    const { items } = await test.database.audit.list({ action: 'row-errors.resolved', limit: 5 });
    expect(items).toMatchObject([
      {
        actor: 'person:support',
        object: `row-errors:${String(body['decision'])}`,
        detail: { selection: { query: { run: acme.runId, state: ['open'] } }, changed: 1, reason },
      },
    ]);
  });

  it('changes nothing when the selection is not what the person was shown', async () => {
    const answer = await resolve({ query: { run: acme.runId }, expected: 2 });

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'SELECTION-001',
        detail: 'You were shown 2 rows; by now the selection holds 1 row.',
      },
    });
    expect(await stateOf(acme.rowErrorId)).toBe('open');
  });

  it('leaves what is closed already as it is', async () => {
    await resolve({ ids: [acme.rowErrorId] });

    expect(await resolve({ ids: [acme.rowErrorId] })).toMatchObject({ body: { changed: 0 } });
  });

  it.each([
    ['an id that nobody made', { ids: ['err_nobody'] }],
    ['a run that is not there', { query: { run: 'run_nobody' } }],
  ])('changes nothing for %s', async (_name, selection) => {
    expect(await resolve(selection)).toMatchObject({ status: 200, body: { changed: 0 } });
  });

  it('needs a reason', async () => {
    const body = { selection: { ids: [acme.rowErrorId] }, reason: '' };

    expect((await test.call('resolveRowErrors', { body })).status).toBe(422);
  });
});
