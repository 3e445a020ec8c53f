import type {
  Page,
  RowError,
  RowErrorCluster,
  RowErrorSelection,
  RowErrorSort,
  RowErrorState,
  RowErrorStats,
  RowProblem,
} from '@waybill/contracts';
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
  /** As far as the row could be read. */
  txnId?: string | null;
  memberNo?: string | null;
}

export interface RowErrorFilter {
  run?: string | undefined;
  partner?: string | undefined;
  feed?: string | undefined;
  state?: readonly RowErrorState[] | undefined;
  code?: string | undefined;
  /** '' for rows as a whole. */
  column?: string | undefined;
  /** RFC 3339; found at or after, and before. */
  from?: string | undefined;
  to?: string | undefined;
  /** How a member number or transaction id begins. */
  q?: string | undefined;
  /** Those that one bulk decision changed last. */
  decision?: string | undefined;
}

/** `resolve` and `ignore` close what is open or corrected; `reopen` opens what was closed without a replay. */
export type RowErrorDeed = 'resolve' | 'ignore' | 'reopen';

export interface RowErrorStore {
  insert(runNo: number, errors: readonly NewRowError[], at: Date): Promise<void>;
  /** Closes open errors of the original run whose rows the replay settled well. */
  markReplayed(runNo: number, rowNos: readonly number[]): Promise<number>;
  openCount(runNo: number): Promise<number>;
  find(id: string, tenant: Tenant): Promise<RowError | null>;
  /** `row` is the order of one run's file; the default is `row` for one run and else `newest`. */
  list(
    query: RowErrorFilter & {
      sort?: RowErrorSort | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<RowError>>;
  /** Counts of all states, whatever `state` says. */
  stats(query: RowErrorFilter, tenant: Tenant): Promise<RowErrorStats>;
  /** At most 500 groups, most rows first; the trend ends with the day of `now`. */
  clusters(query: RowErrorFilter, tenant: Tenant, now: Date): Promise<RowErrorCluster[]>;
  /** How many row errors a selection holds, in whatever state it asks for. */
  selected(selection: RowErrorSelection, tenant: Tenant): Promise<number>;
  /**
   * Changes the state of everything selected that the deed applies to, as one statement, and with it the state of the runs: one of
   * which nothing is open any more is repaired, a repaired one of which something is opened is not. `decision` must be new.
   * Use it in a transaction. Answers how many changed.
   */
  decide(
    selection: RowErrorSelection,
    deed: RowErrorDeed,
    decision: string,
    tenant: Tenant,
  ): Promise<number>;
}
