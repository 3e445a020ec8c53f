import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const reason = 'agreed with the partner';
const daily = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  at: '06:30',
  timeZone: 'Europe/Berlin',
  graceMinutes: 90,
  rows: { kind: 'median', percent: 50 },
};

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('put-feed-expectation', () => {
  it('is there for whoever reads the feed, and for the pipeline', async () => {
    expect(await put(daily)).toMatchObject({ status: 200, body: { expectation: daily } });

    const config = await test.database.feeds.config(acme.feedId);
    expect(config?.expectation).toEqual(daily);
  });

  it('can be taken away', async () => {
    await put(daily);

    expect(await put(null)).toMatchObject({ status: 200, body: { expectation: null } });
  });

  it('keeps why, in the audit trail', async () => {
    await put(daily);

    const { items } = await test.database.audit.list({ object: `feed:${acme.feedId}`, limit: 1 });
    expect(items).toMatchObject([
      { action: 'feed.expectation-changed', detail: { reason, expectation: daily } },
    ]);
  });

  it('changes nothing when somebody was faster', async () => {
    const { headers } = await test.call('getFeed', { params: { feedId: acme.feedId } });
    await put({ ...daily, at: '07:00' });

    const late = await put(daily, { 'If-Match': String(headers['etag']) });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
  });

  const wrong: [string, object, string][] = [
    ['no day', { days: [] }, '/expectation/days'],
    ['a day twice', { days: ['mon', 'mon'] }, '/expectation/days'],
    ['a time that no clock shows', { at: '24:00' }, '/expectation/at'],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, '/expectation/timeZone'],
    ['more grace than a day', { graceMinutes: 1441 }, '/expectation/graceMinutes'],
    [
      'a most below the least',
      { rows: { kind: 'range', min: 5, max: 4 } },
      '/expectation/rows/max',
    ],
  ];
  it.each(wrong)('refuses %s', async (_name, change, pointer) => {
    const answer = await put({ ...daily, ...change });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

function put(expectation: object | null, headers: Record<string, string> = {}) {
  const params = { feedId: acme.feedId };
  return test.call('putFeedExpectation', { params, body: { expectation, reason }, headers });
}
