import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
beforeAll(async () => {
  test = await openTestHub();
});
afterAll(() => test.close());

describe('put-preferences', () => {
  it('keeps them for the person alone', async () => {
    const [viewer, support] = await Promise.all(
      ['viewer', 'support'].map((role) => test.mint.person(role)),
    );
    const body = { theme: 'dark', toursSeen: ['runs'], defaultViews: { runs: 'view_1' } };

    const put = await test.call('putPreferences', { token: viewer, body });

    expect(put).toMatchObject({ status: 200, body: { ...body, keys: true } });
    const read = await test.call('getPreferences', { token: viewer });
    expect(read.body).toEqual(put.body);
    expect(read.headers['etag']).toBe(put.headers['etag']);
    expect((await test.call('getPreferences', { token: support })).body).toMatchObject({
      theme: 'system',
    });
  });

  it('does not undo what another window has changed', async () => {
    const token = await test.mint.person('qa');
    const { headers } = await test.call('getPreferences', { token });
    const ifMatch = { 'If-Match': String(headers['etag']) };
    await test.call('putPreferences', { token, body: { zone: 'utc' }, headers: ifMatch });

    const late = await test.call('putPreferences', {
      token,
      body: { theme: 'dark' },
      headers: ifMatch,
    });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
    expect((await test.call('getPreferences', { token })).body).toMatchObject({
      theme: 'system',
      zone: 'utc',
    });
  });

  it.each([
    [{ theme: 'pink' }, '/theme'],
    [{ pageSize: 7 }, '/pageSize'],
    [{ toursSeen: ['<script>'] }, '/toursSeen/0'],
  ])('refuses %j', async (body, pointer) => {
    const token = await test.mint.person('viewer');

    const answer = await test.call('putPreferences', { token, body });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
