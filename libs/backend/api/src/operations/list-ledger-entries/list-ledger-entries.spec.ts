import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
});
afterAll(() => test.close());

describe('list-ledger-entries', () => {
  it('goes from the last row of the newest run backwards', async () => {
    expect(await transactions({})).toEqual(['globex T3', 'globex T1', 'acme T3', 'acme T1']);
  });

  it.each([
    ['partner', { partner: 'acme' }, ['acme T3', 'acme T1']],
    ['member', { member: 'acme:E1' }, ['acme T3', 'acme T1']],
    ['transaction', { txnId: 'T1' }, ['globex T1', 'acme T1']],
    ['feed and transaction', { txnId: 'T1', feed: 'acme.purchases' }, ['acme T1']],
    ['rule version', { ruleVersion: 'standard@1', limit: '1' }, ['globex T3']],
    ['rule version that booked nothing', { ruleVersion: 'standard@2' }, []],
    ['kind', { kind: 'reversal' }, []],
    ['time after all of it', { from: '2099-01-01T00:00:00.000Z' }, []],
  ])('is narrowed by %s', async (_name, query, expected) => {
    expect(await transactions(query)).toEqual(expected);
  });

  it('is narrowed by run', async () => {
    expect(await transactions({ run: acme.runId })).toEqual(['acme T3', 'acme T1']);
  });

  it('shows a partner its own', async () => {
    const token = await test.mint.partner('acme');

    expect(await transactions({}, token)).toEqual(['acme T3', 'acme T1']);
    expect(await transactions({ member: 'globex:E1' }, token)).toEqual([]);
  });
});

async function transactions(query: Record<string, string>, token?: string) {
  const sent = token === undefined ? { query } : { query, token };
  const { body } = await test.call('listLedgerEntries', sent);
  const items = body['items'] as { partner: string; txnId: string }[];
  return items.map(({ partner, txnId }) => `${partner} ${txnId}`);
}
