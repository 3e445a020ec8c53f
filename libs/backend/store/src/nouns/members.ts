import type { Balance, LedgerEntry, Member, Page } from '@waybill/contracts';
import type { Tenant } from './partners.ts';

export interface MemberKey {
  partnerNo: number;
  memberNo: string;
}

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
    query: {
      partner?: string | undefined;
      q?: string | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<Member>>;
  balance(id: string, asOf: Date | null, now: Date): Promise<Balance>;
  entries(
    id: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page<LedgerEntry>>;
}
