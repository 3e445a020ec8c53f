import type {
  Balance,
  LedgerEntry,
  Member,
  MemberHistory,
  MemberStats,
  Page,
} from '@waybill/contracts';
import type { EntryQuery } from './ledger.ts';
import type { Tenant } from './partners.ts';

export interface RosterRow {
  memberNo: string;
  name: string | null;
  email: string | null;
  state: Member['state'];
  jobTitle: string | null;
  department: string | null;
  hiredOn: number | null;
  bornOn: number | null;
  /** 52-bit digest of all of the above; equal means unchanged. */
  contentHash: number;
}

export interface MemberFilter {
  partner?: string | undefined;
  /** Start of the member number. */
  q?: string | undefined;
}

export interface MemberStore {
  /** State of each known member of the partner; absent ones are missing from the map. */
  states(partnerNo: number, memberNos: readonly string[]): Promise<Map<string, Member['state']>>;
  /** Creates bare members in sorted order; those that another run created meanwhile are left alone. */
  create(partnerNo: number, memberNos: readonly string[], at: Date): Promise<void>;
  /** Content hashes of roster rows already stored. */
  rosterHashes(partnerNo: number, memberNos: readonly string[]): Promise<Map<string, number>>;
  /** Inserts or updates from a roster, in sorted order. */
  upsertRoster(partnerNo: number, rows: readonly RosterRow[], at: Date): Promise<void>;
  find(id: string, tenant: Tenant): Promise<Member | null>;
  list(
    query: MemberFilter & {
      state?: readonly Member['state'][] | undefined;
      /** By number unless told otherwise. */
      sort?: 'number' | 'changed' | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<Member>>;
  balance(id: string, asOf: Date | null, now: Date): Promise<Balance>;
  history(id: string): Promise<MemberHistory['days']>;
  stats(filter: MemberFilter, tenant: Tenant): Promise<MemberStats>;
  entries(id: string, query: Omit<EntryQuery, 'partner' | 'member'>): Promise<Page<LedgerEntry>>;
}
