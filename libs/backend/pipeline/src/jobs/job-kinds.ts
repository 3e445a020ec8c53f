import type { JobKindName } from '@waybill/contracts';
import { exportList } from './export/export-list.ts';
import type { JobKind } from './job-kind.ts';

/** What the worker can do beside runs: one folder here for each, named as in the contracts. */
export const jobKinds: Readonly<Record<JobKindName, JobKind>> = {
  export: exportList,
};
