import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
});
afterAll(() => test.close());

describe('get-partner-health', () => {
  it('says what came, what waits and how the month was', async () => {
    const { status, body } = await health();

    expect(status).toBe(200);
    expect(body).toMatchObject({
      lastFile: { id: expect.any(String) },
      nextDue: null,
      feeds: { active: 1, paused: 0, late: 0, missing: 0 },
      openRowErrors: 1,
      filesWaiting: { unassigned: 1, quarantined: 1 },
      openDrift: 1,
      month: { rows: 3, rejected: 1, points: 31, days: [{ rows: 3, rejected: 1, points: 31 }] },
    });
  });

  it('says which file is due next, and which feeds miss one', async () => {
    await expectDaily();

    const { body } = await health();

    expect(body).toMatchObject({ nextDue: { feed: acme.feedId }, feeds: { missing: 1 } });
    expect(new Date((body['nextDue'] as { at: string }).at).getTime()).toBeGreaterThan(Date.now());
  });

  it('waits for nothing from a paused feed', async () => {
    await expectDaily();
    const params = { feedId: acme.feedId };
    await test.call('updateFeed', { params, body: { state: 'paused', reason: 'holidays' } });

    expect((await health()).body).toMatchObject({
      nextDue: null,
      feeds: { active: 0, paused: 1, missing: 0 },
    });
  });
});

function health() {
  return test.call('getPartnerHealth', { params: { partnerId: 'acme' } });
}

function expectDaily() {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const expectation = { days, at: '06:00', timeZone: 'UTC', graceMinutes: 60, rows: null };
  const params = { feedId: acme.feedId };
  return test.call('putFeedExpectation', { params, body: { expectation, reason: 'agreed' } });
}
