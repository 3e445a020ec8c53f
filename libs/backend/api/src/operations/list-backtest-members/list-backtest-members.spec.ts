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

describe('list-backtest-members', () => {
  it('leaves out those whose points stay as they are', async () => {
    expect((await ask()).body['items']).toEqual([
      { memberNo: 'E1', points: { base: 31, candidate: 26, delta: -5 } },
    ]);
  });

  it('is not found when there is none', async () => {
    const answer = await test.call('listBacktestMembers', {
      params: { backtestId: 'backtest_nobody' },
    });

    expect(answer.status).toBe(404);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('listBacktestMembers', { params: { backtestId: acme.backtestId }, query });
}
