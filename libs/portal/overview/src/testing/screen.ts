import type { OverviewPage, Role } from '@waybill/contracts';
import { aRunStats } from '@waybill/contracts/testing';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { overviewRoutes } from '../overview.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'support'): Promise<Screen> {
  return open([{ path: 'overview', children: overviewRoutes }], url, role);
}

/** What the BFF answers. */
export function anOverviewPage(change: Partial<OverviewPage> = {}): OverviewPage {
  return {
    asOf: '2026-11-03T06:00:00.000Z',
    days: aRunStats().buckets,
    before: { runs: 8, read: 8, rejected: 0, points: 400 },
    waiting: { undecidedFiles: 2, openRowErrors: 1_204, failedRuns: 0 },
    ...change,
  };
}
