import type { Page, RowError, RowErrorCluster, RowProblem } from '@waybill/contracts';
import type { Tenant } from './partners.ts';

export interface NewRowError {
  rowNo: number;
  line: number;
  outcome: 'rejected' | 'conflict';
  problems: readonly RowProblem[];
  columns: readonly string[];
  cells: readonly string[];
  /** At most 64 KiB of the record as text; decoded strictly, or escaped `\xNN` where it could not be. */
  rawLine: string;
}

export interface RowErrorFilter {
  run?: string | undefined;
  partner?: string | undefined;
  feed?: string | undefined;
  state?: readonly RowError['state'][] | undefined;
  code?: string | undefined;
  column?: string | undefined;
}

export interface RowErrorStore {
  insert(runNo: number, errors: readonly NewRowError[], at: Date): Promise<void>;
  /** Closes open errors of the original run whose rows the replay settled well. */
  markReplayed(runNo: number, rowNos: readonly number[]): Promise<number>;
  openCount(runNo: number): Promise<number>;
  find(id: string, tenant: Tenant): Promise<RowError | null>;
  list(
    query: RowErrorFilter & { cursor?: string | undefined; limit: number },
    tenant: Tenant,
  ): Promise<Page<RowError>>;
  clusters(query: RowErrorFilter, tenant: Tenant): Promise<RowErrorCluster[]>;
}
