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

describe('get-backtest', () => {
  it('says what was found so far', async () => {
    expect(await ask()).toMatchObject({
      status: 200,
      body: {
        id: acme.backtestId,
        files: { total: 1, done: 1 },
        rows: { read: 3, same: 2, changed: 1 },
        points: { base: 31, candidate: 26, delta: -5 },
        members: { touched: 2, changed: 1 },
        rowsKept: { points: 1, other: 0 },
      },
    });
  });

  it('is not found when there is none', async () => {
    const answer = await test.call('getBacktest', { params: { backtestId: 'backtest_nobody' } });

    expect(answer.status).toBe(404);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('getBacktest', { params: { backtestId: acme.backtestId }, query });
}
