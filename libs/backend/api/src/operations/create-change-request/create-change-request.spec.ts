import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  examplePurchases,
  freeze,
  freezeTested,
  openTestHub,
  rulesCalled,
} from '../../../testing/index.ts';
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

describe('create-change-request', () => {
  it('is bound to the bundle that it would make and to the tests that passed', async () => {
    const { version, testRunId } = await freezeTested(test, ruleSet, 'december');

    const answer = await ask(version, await test.mint.person('author'));

    expect(answer).toMatchObject({
      status: 201,
      body: {
        ruleSet,
        version: 2,
        ruleVersion: 'december@2',
        base: { version: 1, ruleVersion: 'standard@1' },
        testRun: testRunId,
        state: 'open',
        requestedBy: 'person:author',
        decidedBy: null,
        bundleVersion: null,
      },
    });
    const frozen = await test.call('getRuleVersion', {
      params: { ruleSetId: ruleSet, version: '2' },
    });
    expect(answer.body['sha256']).toBe(frozen.body['sha256']);
    expect(answer.body['bundleSha256']).not.toBe(frozen.body['sha256']);
  });

  it('needs tests that were run', async () => {
    const version = await freeze(test, ruleSet, 'untested');

    expect(await ask(version)).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002', detail: 'The tests of untested@2 were not run.' },
    });
  });

  it('needs tests that are there', async () => {
    const { tests: _, ...rules } = rulesCalled('bare');
    const { version } = await freezeTested(test, ruleSet, rules);

    expect(await ask(version)).toMatchObject({
      status: 409,
      body: { detail: 'bare@2 has no tests.' },
    });
  });

  it('needs tests that passed', async () => {
    const { tests, ...rules } = rulesCalled('wrong');
    const wrong = tests.map((each) => ({ ...each, expect: { outcome: 'accrue', points: 13 } }));
    const { version } = await freezeTested(test, ruleSet, { ...rules, tests: wrong });

    expect(await ask(version)).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002', detail: expect.stringContaining('1 of the tests') },
    });
  });

  it('is made once for a version', async () => {
    const { version } = await freezeTested(test, ruleSet, 'december');
    await ask(version);

    expect(await ask(version)).toMatchObject({ status: 409, body: { code: 'CHANGE-006' } });
  });

  it('is not made for what is active', async () => {
    expect(await ask(1)).toMatchObject({ status: 409, body: { code: 'RULE-411' } });
  });

  it('is not made for rules that the feed has lost the fields for', async () => {
    const { format } = examplePurchases;
    const shop = { field: 'shop', column: 'note' };
    await reformat({ ...format, mapping: { fields: [...format.mapping.fields, shop] } });
    const rules = rulesCalled('shops');
    const inputs = [...rules.inputs, { name: 'shop', type: 'text', optional: true }];
    const { version } = await freezeTested(test, ruleSet, { ...rules, inputs });
    await reformat(format);

    expect(await ask(version)).toMatchObject({ status: 422, body: { code: 'RULE-422' } });
  });
});

function ask(version: number, token?: string) {
  const body = { ruleSet, version, reason: 'December' };
  return test.call('createChangeRequest', token === undefined ? { body } : { body, token });
}

async function reformat(format: object): Promise<void> {
  const body = { format, reason: 'another export' };
  const { status } = await test.call('putFeedFormat', { params: { feedId: ruleSet }, body });
  if (status !== 200) throw new Error('the format was not changed');
}
