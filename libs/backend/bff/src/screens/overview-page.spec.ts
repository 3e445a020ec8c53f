import { aProblem, aRunStats } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { bffUnderTest } from '../testing/bff-under-test.ts';

const november = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' };

describe('the overview', () => {
  it('brings the days, the time before, and how much waits', async () => {
    const { ask, calls } = bffUnderTest({ api: ({ url }) => Response.json(answerTo(url)) });

    const { body } = await ask({ path: '/bff/overview-page', query: november });

    expect(body).toMatchObject({
      days: aRunStats().buckets,
      before: { runs: 10, read: 10, rejected: 1, points: 412 },
      waiting: { undecidedFiles: 5, openRowErrors: 7, failedRuns: 1 },
    });
    expect(calls.map(({ url }) => decodeURIComponent(url))).toContainEqual(
      expect.stringContaining('from=2026-10-25T00:00:00.000Z&to=2026-11-01T00:00:00.000Z'),
    );
  });

  it('asks for one partner everywhere', async () => {
    const { ask, calls } = bffUnderTest({ api: ({ url }) => Response.json(answerTo(url)) });

    await ask({ path: '/bff/overview-page', query: { ...november, partner: 'acme' } });

    expect(calls.filter(({ url }) => !url.includes('partner=acme'))).toEqual([]);
  });

  it('shows what there is when a count cannot be had', async () => {
    const { ask } = bffUnderTest({
      api: ({ url }) =>
        url.includes('/file-stats')
          ? Response.json(aProblem({ status: 503 }), { status: 503 })
          : Response.json(answerTo(url)),
    });

    const { body, status } = await ask({ path: '/bff/overview-page', query: november });

    expect(status).toBe(200);
    expect(body.waiting).toEqual({ undecidedFiles: null, openRowErrors: 7, failedRuns: 1 });
  });

  it.each([
    ['no time', {}],
    ['half a time', { from: november.from }],
    ['a day for an instant', { ...november, to: '2026-11-08' }],
    ['something else', { ...november, state: 'failed' }],
  ])('refuses %s', async (_name, query) => {
    const { ask, calls } = bffUnderTest();

    expect(await ask({ path: '/bff/overview-page', query })).toMatchObject({ status: 400 });
    expect(calls).toEqual([]);
  });
});

function answerTo(url: string): object {
  if (url.includes('/file-stats')) return { states: fileStates, total: 15 };
  if (url.includes('/row-error-stats')) return { states: { open: 7 }, total: 9 };
  return aRunStats();
}

const fileStates = { unassigned: 2, quarantined: 3, archived: 10 };
