import { runDiagnostics } from '@waybill/contracts';
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

const ask = (runId: string, token?: string) =>
  test.call('getRunDiagnostics', { params: { runId }, ...(token ? { token } : {}) });

describe('get-run-diagnostics', () => {
  it('holds the run, its attempts, events, errors and configuration in one document', async () => {
    const { status, body } = await ask(acme.runId);

    const read = runDiagnostics.parse(body);
    expect(status).toBe(200);
    expect(read).toMatchObject({
      run: { id: acme.runId, state: 'partial' },
      attempts: [{ attempt: 1, ending: 'finished', rowsSettled: 3 }],
      rowErrors: [{ rowNo: 2 }],
      rowErrorsLeftOut: 0,
      eventsLeftOut: 0,
      bundle: { feed: acme.feedId, active: null },
    });
    expect(read.traceIds[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('shows nobody what a person wrote, not even who may read it elsewhere', async () => {
    const { body } = await ask(acme.runId);
    const text = JSON.stringify(body);

    expect(text).not.toMatch(/555-0100|31\.02\.2026/);
    expect(text).toContain('99.99.9999');
    expect(text).toContain('xxxx 999-9999');
  });

  it('shows no cell at all to who may not read payload', async () => {
    const { body } = await ask(acme.runId, await test.mint.person('viewer'));

    expect(runDiagnostics.parse(body).rowErrors).toMatchObject([{ cells: null, rawLine: null }]);
  });

  it('names the calls about the run, to our own people only', async () => {
    const reason = 'sent twice';
    await test.call('cancelRun', { params: { runId: acme.queuedRunId }, body: { reason } });

    const ours = runDiagnostics.parse((await ask(acme.queuedRunId)).body);
    const token = await test.mint.partner('acme');
    const theirs = runDiagnostics.parse((await ask(acme.queuedRunId, token)).body);

    expect(ours.traceIds).toHaveLength(2);
    expect(theirs.traceIds).toHaveLength(1);
    expect(JSON.stringify(theirs)).not.toContain(reason);
  });
});
