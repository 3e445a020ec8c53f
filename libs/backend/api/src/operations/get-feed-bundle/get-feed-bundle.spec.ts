import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('get-feed-bundle', () => {
  it('shows a version as the feed had it', async () => {
    const { feedId } = acme;
    const { body: feed } = await test.call('getFeed', { params: { feedId } });

    const { status, body } = await test.call('getFeedBundle', { params: { feedId, version: '1' } });

    expect(status).toBe(200);
    expect(body).toMatchObject({ feed: feedId, active: true, ...(feed['bundle'] as object) });
  });

  it.each(['2', '0', '01', '1e1', 'x'])('knows no version %s', async (version) => {
    const { feedId } = acme;

    expect((await test.call('getFeedBundle', { params: { feedId, version } })).status).toBe(404);
  });
});
