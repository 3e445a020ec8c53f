import { operations } from '@waybill/contracts';
import { hostileRules } from '@waybill/rules/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freezeTested, openTestHub, rulesCalled } from '../testing/index.ts';
import type { TestHub } from '../testing/index.ts';

// R01 to R25 are the ids of the catalogue of bad inputs. What they mean to the engine is in libs/rules/src/rule-inputs.spec.ts.

let test: TestHub;
let count = 0;
let ruleSetId: string;
let params: { ruleSetId: string };

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  await test.call('createPartner', { body: { id: 'globex', name: 'Globex' } });
  await test.call('createFeed', { params: { partnerId: 'globex' }, body: examplePurchases });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSetId = `acme.${code}`;
  params = { ruleSetId };
  const body = { ...examplePurchases, code };
  await test.call('createFeed', { params: { partnerId: 'acme' }, body });
});

describe('rules that are refused', () => {
  it.each(hostileRules)(
    '$id $about is 422, with what and where, and is not frozen',
    async (one) => {
      await test.call('createRuleDraft', { params, body: {} });
      const started = process.cpuUsage();
      const saved = await test.call('putRuleDraft', { params, body: { text: one.text } });
      const frozen = await test.call('createRuleVersion', { params, body: { notes: one.about } });

      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(2);
      expect(saved.status).toBe(200);
      expect(frozen).toMatchObject({
        status: 422,
        body: { code: 'RULE-422', errors: [{ code: one.code, pointer: one.pointer }] },
      });
      const versions = await test.call('listRuleVersions', { params });
      expect(versions.body['items']).toHaveLength(1);
    },
  );

  it('R09 a document of 100,000 rules is 413 before anything reads it', async () => {
    await test.call('createRuleDraft', { params, body: {} });
    const rule = { id: 'a', when: 'true', then: [{ do: 'skip', reason: 'x' }] };
    const text = JSON.stringify({ rules: Array.from({ length: 100_000 }, () => rule) });
    expect((await test.call('putRuleDraft', { params, body: { text } })).status).toBe(413);
  });

  it('R10 YAML by its type is 415', async () => {
    const headers = { 'Content-Type': 'application/yaml' };
    const sent = { params, body: 'a: &a [x]\nb: [*a, *a]', headers };
    expect((await test.call('validateRules', sent)).status).toBe(415);
  });
});

describe('versions', () => {
  it('R14 have no dates that could overlap: asking for another one makes the request before it void', async () => {
    const first = await requested('december');
    await requested('january');

    expect(await approve(first)).toMatchObject({ status: 409, body: { code: 'CHANGE-004' } });
  });

  it('R15 with a clause that begins in the past need no other permission, since what is booked and queued stays as it is', async () => {
    const rules = [{ ...examplePurchases.rules.rules[0], effectiveFrom: '2020-01-01' }];
    const queued = await test.database.feeds.config(ruleSetId);
    const id = await requested({ ...rulesCalled('backdated'), rules });
    await approve(id);

    expect((await promote(id)).status).toBe(200);
    expect(await test.database.feeds.bundle(queued?.bundle.id ?? 0)).toMatchObject({
      ruleVersion: 'standard@1',
    });
  });

  it('R18 are not approved by who asked for them, whatever that person may do besides', async () => {
    const id = await requested('mine', 'admin');

    expect(await approve(id, 'admin')).toMatchObject({ status: 403, body: { code: 'CHANGE-001' } });
    expect((await approve(id, 'author')).status).toBe(403);
    expect((await approve(id, 'approver')).status).toBe(200);
  });

  it('R19 are changed by no operation, and the same content is not frozen again', async () => {
    const writing = Object.values(operations).filter(
      ({ method, path }) =>
        path.startsWith('/rule-sets/{ruleSetId}/versions/') &&
        ['PUT', 'PATCH', 'DELETE'].includes(method),
    );
    expect(writing).toEqual([]);
    await test.call('createRuleDraft', { params, body: {} });
    expect(
      await test.call('createRuleVersion', { params, body: { notes: 'again' } }),
    ).toMatchObject({ status: 409, body: { code: 'RULE-410' } });
  });

  it('R20 are written as drafts, which are saved over nobody’s work', async () => {
    await test.call('createRuleDraft', { params, body: {} });
    const read = await test.call('getRuleDraft', { params });
    const save = (ifMatch: string | string[]) =>
      test.call('putRuleDraft', { params, body: { text: '{}' }, headers: { 'If-Match': ifMatch } });

    expect((await save([])).status).toBe(428);
    expect((await save(String(read.headers['etag']))).status).toBe(200);
    expect((await save(String(read.headers['etag']))).status).toBe(412);
  });

  it('R21 are promoted once, by whoever comes first', async () => {
    const id = await requested('december');
    await approve(id);

    const answers = await Promise.all([promote(id), promote(id), promote(id)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { items } = await test.database.feeds.bundles(ruleSetId, { limit: 9 });
    expect(items).toHaveLength(2);
  });

  it('R22 come back as a new bundle with the content of the old one, and not as a new version', async () => {
    const before = await bundle();
    const id = await requested('december');
    await approve(id);
    await promote(id);

    const answer = await test.call('rollbackRules', { params, body: { reason: 'doubled' } });

    expect(answer).toMatchObject({ status: 200, body: { to: 'standard@1', bundleVersion: 3 } });
    expect((await bundle())['sha256']).toBe(before['sha256']);
  });

  it('R23 with six zeros too many are seen in the tests, fail rows instead of booking them, and need a second person as all do', async () => {
    const rules = [
      { id: 'base', when: 'true', then: [{ do: 'accrue', points: 'floor(amount * 1000000)' }] },
    ];
    const version = { ...rulesCalled('generous'), rules };
    const text = JSON.stringify(version);
    const values = { occurredOn: '2026-11-01', amount: '12.50', category: null };
    const row = { kind: 'written', values };

    expect(await test.call('simulateRules', { params, body: { text, row } })).toMatchObject({
      status: 200,
      body: { decision: { outcome: 'error', code: 'RULE-008' } },
    });
    const { testRunId, version: number } = await freezeTested(test, ruleSetId, version);
    expect(testRunId).not.toBe('');
    const body = { ruleSet: ruleSetId, version: number, reason: 'generous' };
    expect(await test.call('createChangeRequest', { body })).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002' },
    });
    const raised = JSON.stringify({ ...version, pointsMax: 100_000_000 });
    const findings = await test.call('validateRules', { params, body: { text: raised } });
    expect(findings.body['diagnostics']).toContainEqual(
      expect.objectContaining({ code: 'rule-points-max', pointer: '/pointsMax' }),
    );
  });
});

describe('R25 rules of another partner', () => {
  it('are nothing that a partner’s client may read or import into: 403, as for its own, so that it learns nothing', async () => {
    const token = await test.mint.partner('acme');
    const body = { bundle: {}, reason: 'mine now' };
    const statuses = async (id: string) => {
      const sent = { params: { ruleSetId: id }, token };
      const read = await test.call('getRuleSet', sent);
      const imported = await test.call('importRuleBundle', { ...sent, body });
      return [read.status, imported.status];
    };

    for (const id of [ruleSetId, 'globex.purchases', 'globex.nothing'])
      expect(await statuses(id), id).toEqual([403, 403]);
  });

  it('are 404 to the hub’s own people by an id that is none', async () => {
    const sent = { params: { ruleSetId: 'globex.nothing' }, body: {} };
    expect((await test.call('createRuleDraft', sent)).status).toBe(404);
  });
});

async function requested(
  rules: string | { name: string; [member: string]: unknown },
  role: 'admin' | 'author' = 'admin',
): Promise<string> {
  const { version } = await freezeTested(test, ruleSetId, rules);
  const token = await test.mint.person(role);
  const body = { ruleSet: ruleSetId, version, reason: 'to be promoted' };
  const { status, body: made } = await test.call('createChangeRequest', { body, token });
  expect(status).toBe(201);
  return String(made['id']);
}

async function approve(id: string, role: 'admin' | 'author' | 'approver' = 'approver') {
  const token = await test.mint.person(role);
  const sent = { params: { changeRequestId: id }, body: { reason: 'fine' }, token };
  return test.call('approveChangeRequest', sent);
}

function promote(id: string) {
  return test.call('promoteChangeRequest', { params: { changeRequestId: id }, body: {} });
}

async function bundle() {
  const { body } = await test.call('getFeed', { params: { feedId: ruleSetId } });
  return body['bundle'] as Record<string, unknown>;
}
