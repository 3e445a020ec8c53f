import { aFeed, aRun } from '@waybill/contracts/testing';
import type { Feed } from '@waybill/contracts';
import type { Bundle } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getRunBundle } from './get-run-bundle.ts';

const request = { params: { runId: 'run_01' } };
const { bundle } = aFeed();

describe('get-run-bundle', () => {
  it('gives what the run used, and nothing beside it while the feed uses it still', async () => {
    const result = await getRunBundle(asked(aPerson('viewer'), request), store(aFeed()));

    expect(result).toMatchObject({
      ok: true,
      value: {
        run: 'run_01',
        feed: 'acme.purchases',
        version: 1,
        rules: bundle.rules,
        active: null,
      },
    });
  });

  it('gives the feed’s own too, once that is another one', async () => {
    const now = { ...bundle, version: 3, ruleVersion: 'standard@2' };

    const result = await getRunBundle(
      asked(aPerson('viewer'), request),
      store(aFeed({ bundle: now })),
    );

    expect(result).toMatchObject({ value: { version: 1, ruleVersion: 'standard@1', active: now } });
  });

  it('fails for another partner’s run', async () => {
    const result = await getRunBundle(asked(aPartnerClient('globex'), request), store(aFeed()));

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'run_01' } });
  });
});

function store(feed: Feed) {
  const used = { ...bundle, id: 7, feedNo: 1, rules: bundle.rules as Bundle['rules'] };
  return {
    runs: {
      find: async (id: string, tenant: string | null) =>
        tenant === 'globex' ? null : aRun({ id }),
    },
    feeds: { bundleOfRun: async () => used, find: async () => feed },
  };
}
