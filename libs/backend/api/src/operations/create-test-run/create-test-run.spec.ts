import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, openTestHub, rulesCalled } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let ruleSet: string;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSet = `acme.${code}`;
  await test.call('createFeed', {
    params: { partnerId: 'acme' },
    body: { ...examplePurchases, code },
  });
});

describe('create-test-run', () => {
  it('runs the tests of a version, and keeps what came of it with its hash', async () => {
    const version = await freeze(test, ruleSet, 'tested');

    const answer = await run({ version });

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/v1/test-runs/${String(answer.body['id'])}` },
      body: {
        version: 2,
        passed: 1,
        failed: 0,
        results: [{ id: 'whole-units', passed: true, mismatch: null }],
        coverage: { covered: 1, total: 2, uncovered: ['bonus/books'] },
      },
    });
    const frozen = await test.call('getRuleVersion', {
      params: { ruleSetId: ruleSet, version: '2' },
    });
    expect(answer.body['sha256']).toBe(frozen.body['sha256']);
  });

  it('says of a test that fails what it expected and what it found', async () => {
    const { tests, ...rules } = rulesCalled('wrong');
    const wrong = tests.map((each) => ({ ...each, expect: { outcome: 'accrue', points: 13 } }));
    const version = await freeze(test, ruleSet, { ...rules, tests: wrong });

    const { body } = await run({ version });

    expect(body).toMatchObject({ passed: 0, failed: 1 });
    expect(JSON.stringify(body['results'])).toMatch(/13.*12|12.*13/);
  });

  it('runs those of the draft too', async () => {
    await test.call('createRuleDraft', { params: { ruleSetId: ruleSet }, body: {} });

    expect(await run({})).toMatchObject({ status: 201, body: { version: null, passed: 0 } });
  });

  it('points at what keeps a draft from running', async () => {
    const from = { kind: 'text', text: '{ "name": 1 }' };
    await test.call('createRuleDraft', { params: { ruleSetId: ruleSet }, body: { from } });

    expect(await run({})).toMatchObject({ status: 422, body: { code: 'RULE-422' } });
  });

  it.each([
    ['a version that is not there', { version: 9 }],
    ['a draft that was not begun', {}],
  ])('fails for %s', async (_name, body) => {
    expect((await run(body)).status).toBe(404);
  });
});

function run(body: object) {
  return test.call('createTestRun', { params: { ruleSetId: ruleSet }, body });
}
