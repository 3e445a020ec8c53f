import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;

beforeAll(async () => {
  test = await openTestHub();
});
afterAll(() => test.close());

describe('create-export', () => {
  const runs = {
    list: 'runs',
    query: { state: 'failed,partial', q: 'ines' },
    columns: ['id', 'state'],
    expected: 12,
  };

  it('queues a job with the rights of whoever asked', async () => {
    const token = await test.mint.person('viewer');
    const answer = await test.call('createExport', { body: runs, token });

    const id = String(answer.body['id']);
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${id}` },
      body: { state: 'queued', kind: 'export', total: 12, requestedBy: 'person:viewer' },
    });
    const job = await test.database.jobs.claim('w', { leaseS: 9, attemptsMax: 5, only: id });
    expect(job).toMatchObject({
      owner: { kind: 'person', subject: 'viewer', roles: ['viewer'], partner: null },
      request: {
        list: 'runs',
        query: { state: ['failed', 'partial'], q: 'ines', sort: 'newest' },
        columns: ['id', 'state'],
        format: 'csv',
        bom: true,
      },
    });
  });

  it('keeps who exported what, but not what was searched for', async () => {
    const { body } = await test.call('createExport', { body: runs });

    const object = `job:${String(body['id'])}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    const detail = { list: 'runs', columns: ['id', 'state'], filters: ['state', 'q', 'sort'] };
    expect(items).toMatchObject([{ action: 'export.created', detail }]);
    expect(JSON.stringify(items)).not.toContain('ines');
  });

  it('is bound to the partner whose client asks', async () => {
    const token = await test.mint.partner('acme');
    const { body } = await test.call('createExport', { body: runs, token });

    expect(body).toMatchObject({ partner: 'acme' });
  });

  it.each(['viewer', 'qa'] as const)(
    'is refused for a list that a %s may not see',
    async (role) => {
      const body = { list: 'audit', query: {}, columns: ['at', 'actor'] };
      const answer = await test.call('createExport', { body, token: await test.mint.person(role) });

      expect(answer).toMatchObject({ status: 403, body: { code: 'EXPORT-001' } });
    },
  );

  it.each([
    { what: 'a list that is none', change: { list: 'secrets' }, pointer: '/list' },
    { what: 'a column of another list', change: { columns: ['email'] }, pointer: '/columns/0' },
    { what: 'no column', change: { columns: [] }, pointer: '/columns' },
    { what: 'a filter it has not', change: { query: { colour: 'red' } }, pointer: '/query/colour' },
  ])('says where the fault is: $what', async ({ change, pointer }) => {
    const answer = await test.call('createExport', { body: { ...runs, ...change } });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
