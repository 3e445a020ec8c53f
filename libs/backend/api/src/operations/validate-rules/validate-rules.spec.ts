import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('validate-rules', () => {
  it('finds nothing wrong with rules that can be run', async () => {
    const { status, body } = await check(JSON.stringify(examplePurchases.rules));

    expect({ status, body }).toMatchObject({ status: 200, body: { ok: true } });
    expect(body['diagnostics']).toMatchObject([{ severity: 'warning', code: 'rule-unused' }]);
    const version = await test.call('getRuleVersion', {
      params: { ruleSetId: acme.feedId, version: '1' },
    });
    expect(body['sha256']).toBe(version.body['sha256']);
  });

  it('says where and what, and what was probably meant', async () => {
    const rules = [{ id: 'base', when: 'amuont > 1', then: [{ do: 'accrue', points: '1' }] }];

    const { body } = await check(JSON.stringify({ ...examplePurchases.rules, rules }));

    expect(body).toMatchObject({ ok: false });
    expect(body['diagnostics']).toContainEqual({
      severity: 'error',
      code: 'rule-unknown-field',
      pointer: '/rules/0/when',
      start: 0,
      end: 6,
      message: expect.any(String),
      suggestion: 'amount',
    });
  });

  it('warns of a table row that never fires, of rules that can be run', async () => {
    const row = (id: string, cell: string) => ({
      id,
      when: [cell],
      then: [{ do: 'accrue', points: '1' }],
    });
    const table = {
      id: 'tiers',
      hitPolicy: 'first',
      columns: [{ input: 'amount' }],
      rows: [row('low', '> 10'), row('high', '> 20'), row('rest', '-')],
    };

    const { body } = await check(JSON.stringify({ ...examplePurchases.rules, tables: [table] }));

    expect(body).toMatchObject({ ok: true });
    expect(body['diagnostics']).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'rule-unreachable',
        pointer: '/tables/0/rows/1',
      }),
    );
  });

  it.each([
    ['half a document', '{ "name": "half'],
    ['YAML', 'name: standard'],
    ['the same key twice', '{"name": "a", "name": "b"}'],
    ['nothing', ''],
  ])('reads %s as an error, not as a failure', async (_name, text) => {
    const { status, body } = await check(text);

    expect({ status, body }).toMatchObject({ status: 200, body: { ok: false, sha256: null } });
    expect(body['diagnostics']).not.toEqual([]);
  });
});

function check(text: string) {
  return test.call('validateRules', { params: { ruleSetId: acme.feedId }, body: { text } });
}
