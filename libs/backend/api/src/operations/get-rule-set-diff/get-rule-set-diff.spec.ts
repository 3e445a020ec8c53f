import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, rulesCalled, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('get-rule-set-diff', () => {
  it('says what is different, each difference once and in words', async () => {
    const { name, ...rules } = rulesCalled('seeded');
    const base = { id: 'base', when: 'amount > 10', then: rules.rules[0]?.then };
    await save(JSON.stringify({ ...rules, rules: [base], name }));

    const { status, body } = await diff('2', 'draft');

    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        from: { name: 'seeded@2', document: { name: 'seeded' } },
        to: { name: 'draft' },
        changes: [
          { kind: 'changed', what: 'rule', name: 'base', before: 'true', after: 'amount > 10' },
        ],
      },
    });
  });

  it('finds none between the same things', async () => {
    expect((await diff('1', 'active')).body['changes']).toEqual([]);
  });

  it('points at what keeps a draft from being read', async () => {
    await save('{ "name": ');

    expect(await diff('1', 'draft')).toMatchObject({ status: 422, body: { code: 'RULE-422' } });
  });

  it.each([
    ['a version that is not there', '9', 404],
    ['what is no version', 'newest', 400],
  ])('fails for %s', async (_name, to, status) => {
    expect((await diff('1', to)).status).toBe(status);
  });
});

function diff(from: string, to: string) {
  return test.call('getRuleSetDiff', { params: { ruleSetId: acme.feedId }, query: { from, to } });
}

async function save(text: string): Promise<void> {
  const { status } = await test.call('putRuleDraft', {
    params: { ruleSetId: acme.feedId },
    body: { text },
  });
  if (status !== 200) throw new Error('the draft was not saved');
}
