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

describe('reopen-row-errors', () => {
  const reason = 'closed by mistake';
  const stateOfRun = async () =>
    (await test.call('getRun', { params: { runId: acme.runId } })).body['state'];

  it('takes back exactly what one decision had closed, and the run’s repair with it', async () => {
    const selection = { query: { run: acme.runId } };
    const closed = await test.call('ignoreRowErrors', { body: { selection, reason } });
    expect(await stateOfRun()).toBe('repaired');

    const undo = { query: { decision: String(closed.body['decision']) }, expected: 1 };
    const answer = await test.call('reopenRowErrors', { body: { selection: undo, reason } });

    expect(answer).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await stateOfRun()).toBe('partial');
    const error = await test.call('getRowError', { params: { rowErrorId: acme.rowErrorId } });
    expect(error.body).toMatchObject({ state: 'open' });
  });

  it('leaves what is open as it is', async () => {
    const selection = { ids: [acme.rowErrorId] };

    const answer = await test.call('reopenRowErrors', { body: { selection, reason } });

    expect(answer).toMatchObject({ status: 200, body: { changed: 0 } });
  });
});
