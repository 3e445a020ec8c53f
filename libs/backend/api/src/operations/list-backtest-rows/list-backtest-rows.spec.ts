import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
  await judge(test, acme.backtestId);
});
afterAll(() => test.close());

describe('list-backtest-rows', () => {
  it('shows both verdicts, by change when one is named', async () => {
    expect((await ask({ change: 'points,other' })).body['items']).toMatchObject([
      {
        file: acme.fileId,
        rowNo: 3,
        txnId: 'T3',
        base: { points: 7, clauses: 'base' },
        candidate: { points: 2, clauses: 'less' },
      },
    ]);
    expect((await ask({ change: 'other' })).body['items']).toEqual([]);
  });

  it('is not found when there is none', async () => {
    const answer = await test.call('listBacktestRows', {
      params: { backtestId: 'backtest_nobody' },
    });

    expect(answer.status).toBe(404);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('listBacktestRows', { params: { backtestId: acme.backtestId }, query });
}
