import { aJob } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listJobs } from './list-jobs.ts';

describe('list-jobs', () => {
  const query = { limit: 5, owner: 'everybody', state: ['running'], sort: 'newest' } as const;

  it.each([
    { who: 'an admin', caller: aPerson('admin'), seesAll: true },
    { who: 'support', caller: aPerson('support'), seesAll: false },
    { who: 'a partner’s client', caller: aPartnerClient('acme'), seesAll: false },
  ])('hands on every filter, and whose jobs $who sees', async ({ caller, seesAll }) => {
    const calls: unknown[] = [];
    const list = async (...call: unknown[]) => {
      calls.push(call);
      return { items: [aJob()], next: null };
    };

    const result = await listJobs(asked(caller, { query: { ...query, state: [...query.state] } }), {
      jobs: { list },
    });

    const { issuer, subject, partner } = caller;
    expect(result).toEqual({ ok: true, value: { items: [aJob()], next: null } });
    expect(calls).toEqual([[query, { issuer, subject, partner, seesAll }]]);
  });
});
