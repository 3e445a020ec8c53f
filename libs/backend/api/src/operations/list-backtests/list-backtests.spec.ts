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

describe('list-backtests', () => {
  it('lists them with their totals, by rule set when one is named', async () => {
    const { body } = await ask({ ruleSet: acme.feedId });

    expect(body['items']).toMatchObject([
      { id: acme.backtestId, state: 'queued', rows: { read: 3 }, points: { delta: -5 } },
    ]);
    expect((await ask()).body['items']).toHaveLength(2);
    expect((await ask({ ruleSet: 'nobody.purchases' })).body['items']).toEqual([]);
  });
});

function ask(query: Record<string, string> = {}) {
  return test.call('listBacktests', { query });
}
