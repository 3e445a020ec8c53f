import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, freezeTested, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let count = 0;
let ruleSetId: string;

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  const code = `feed-${String(count)}`;
  ruleSetId = `acme.${code}`;
  await test.call('createFeed', {
    params: { partnerId: 'acme' },
    body: { ...examplePurchases, code },
  });
});

describe('create-rule-draft', () => {
  it('begins with the active rules', async () => {
    const answer = await begin({});

    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/v1/rule-sets/${ruleSetId}/draft` },
      body: { revision: 1, basedOn: 1, updatedBy: 'machine:waybill-machine' },
    });
    expect(JSON.parse(String(answer.body['text']))).toMatchObject(examplePurchases.rules);
    const { body } = await test.call('getRuleVersion', { params: { ruleSetId, version: '1' } });
    expect(answer.body['sha256']).toBe(body['sha256']);
  });

  it('begins with an earlier version', async () => {
    await freeze(test, ruleSetId, 'one');
    await test.call('deleteRuleDraft', { params: { ruleSetId } });

    const { body } = await begin({ from: { kind: 'version', version: 2 } });

    expect(body).toMatchObject({ basedOn: 2, text: expect.stringContaining('"one"') });
  });

  it('with another text takes the ground from a request, as saving does', async () => {
    const { version } = await freezeTested(test, ruleSetId, 'one');
    const body = { ruleSet: ruleSetId, version, reason: 'soon' };
    const { body: request } = await test.call('createChangeRequest', { body });
    const state = async () =>
      (await test.database.changeRequests.find(String(request['id'])))?.state;
    const { body: discarded } = await test.call('deleteRuleDraft', { params: { ruleSetId } });
    await begin({ from: { kind: 'text', text: discarded['text'] } });
    expect(await state()).toBe('open');

    await test.call('deleteRuleDraft', { params: { ruleSetId } });
    await begin({ from: { kind: 'text', text: 'something else' } });
    expect(await state()).toBe('void');
  });

  it('begins with a text, whatever it says', async () => {
    const { body } = await begin({ from: { kind: 'text', text: 'not yet' } });

    expect(body).toMatchObject({ text: 'not yet', sha256: null, basedOn: 1 });
  });

  it('leaves the draft that is there alone', async () => {
    await begin({ from: { kind: 'text', text: 'mine' } });

    expect(await begin({})).toMatchObject({ status: 409, body: { code: 'RULE-409' } });
    const { body } = await test.call('getRuleDraft', { params: { ruleSetId } });
    expect(body).toMatchObject({ text: 'mine' });
  });

  it('answers with the ETag to save it under, which somebody else’s saving makes stale', async () => {
    const { headers } = await begin({});
    const shown = await test.call('getRuleDraft', { params: { ruleSetId } });
    const save = (text: string) =>
      test.call('putRuleDraft', {
        params: { ruleSetId },
        body: { text },
        headers: { 'If-Match': String(headers['etag']) },
      });

    expect(headers['etag']).toBe(shown.headers['etag']);
    expect((await save('theirs')).status).toBe(200);
    expect((await save('mine')).status).toBe(412);
  });

  it('by ten people at once begins one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => begin({})));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('is in the audit trail', async () => {
    await begin({});

    const { items } = await test.database.audit.list({
      object: `rule-set:${ruleSetId}`,
      limit: 1,
    });
    expect(items).toMatchObject([{ action: 'rule-draft.created', detail: { basedOn: 1 } }]);
  });

  it.each([
    ['of a rule set that is not there', 'acme.nothing', {}],
    ['of a version that is not there', null, { from: { kind: 'version', version: 9 } }],
  ])('fails %s', async (_name, id, body) => {
    const params = { ruleSetId: id ?? ruleSetId };

    expect((await test.call('createRuleDraft', { params, body })).status).toBe(404);
  });
});

function begin(body: object) {
  return test.call('createRuleDraft', { params: { ruleSetId }, body });
}
