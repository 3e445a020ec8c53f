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

describe('list-backtest-files', () => {
  it('lists them in order, by state when one is named', async () => {
    expect((await ask()).body['items']).toMatchObject([
      { file: acme.fileId, position: 1, state: 'done', points: { delta: -5 }, problem: null },
    ]);
    expect((await ask({ state: 'unreadable' })).body['items']).toEqual([]);
  });

  it('is not found when there is none', async () => {
    const answer = await test.call('listBacktestFiles', {
      params: { backtestId: 'backtest_nobody' },
    });

    expect(answer.status).toBe(404);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('listBacktestFiles', { params: { backtestId: acme.backtestId }, query });
}
