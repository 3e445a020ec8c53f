import { aRowErrorCluster } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRowErrorClusters } from './list-row-error-clusters.ts';

describe('list-row-error-clusters', () => {
  it('shows support an example as it came', async () => {
    const result = await listRowErrorClusters(asked(aPerson('support')), store());

    expect(result).toEqual({ ok: true, value: { items: [aRowErrorCluster()] } });
  });

  it('shows others an example without what stood there', async () => {
    const result = await listRowErrorClusters(asked(aPerson('qa')), store());

    expect(result).toMatchObject({
      value: { items: [{ rows: 3, example: 'Line 8, column “date”: expected a date.' }] },
    });
  });

  it('counts a partner’s own rows only', async () => {
    const tenants: unknown[] = [];

    await listRowErrorClusters(asked(aPartnerClient('acme')), store(tenants));

    expect(tenants).toEqual(['acme']);
  });
});

function store(tenants: unknown[] = []) {
  return {
    clock: { now: () => new Date('2026-11-03T06:00:00.000Z') },
    rowErrors: {
      clusters: async (_query: object, tenant: string | null) => {
        tenants.push(tenant);
        return [aRowErrorCluster()];
      },
    },
  };
}
