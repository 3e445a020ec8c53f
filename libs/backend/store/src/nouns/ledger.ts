import type {
  EntryKind,
  LedgerChecksum,
  LedgerEntry,
  LedgerIntegrity,
  Page,
} from '@waybill/contracts';
import type { MemberAccount } from './member-account.ts';
import type { Tenant } from './partners.ts';

/**
 * One transfer of points between two accounts: double entry by construction, since a row has both legs.
 * accrual: debit `partner:funding`, credit `member:available`; reversal: the other way round.
 */
export interface NewEntry {
  kind: 'accrual' | 'reversal';
  feedNo: number;
  partnerNo: number;
  txnId: string;
  /** 0 for the first booking; a replay under other rules reverses revision n and books n + 1. */
  revision: number;
  memberNo: string;
  /** Always positive; the kind gives the direction. */
  points: number;
  /** Epoch days. */
  occurredOn: number;
  expiresOn: number | null;
  runNo: number;
  rowNo: number;
  bundleId: number;
  clauses: string;
  /** 52-bit digest of the canonical content; same id with another hash is a conflict. */
  contentHash: number;
}

/** What is booked under a transaction id at present. */
export interface Booked {
  txnId: string;
  revision: number;
  memberNo: string;
  /** Net of reversals. */
  points: number;
  accruedPoints: number;
  expiresOn: number | null;
  contentHash: number;
  /** Of the row that took it back, so that the same return sent again is known; null while it stands. */
  reversalContentHash: number | null;
  runNo: number;
  rowNo: number;
  reversed: boolean;
}

/** What the ledger says about some members at one moment. */
export interface AccountsRead {
  /** One for each member that was asked for. */
  accounts: Map<string, MemberAccount>;
  /** How many entries they have together. */
  entries: number;
  lastPostedAt: Date | null;
}

export interface EntryQuery {
  partner?: string | undefined;
  feed?: string | undefined;
  /** `acme:E1042` */
  member?: string | undefined;
  txnId?: string | undefined;
  kind?: EntryKind | undefined;
  run?: string | undefined;
  ruleVersion?: string | undefined;
  /** When the run that booked it was queued. */
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface LedgerStore {
  /**
   * What is booked under these ids of a feed, by id. For fresh files it is cheaper to `book` first and look up only after a false:
   * looking up costs a fifth of booking.
   * @param withoutRun number of a run whose own entries are left out, as if it had not been
   */
  booked(
    feedNo: number,
    txnIds: readonly string[],
    withoutRun?: number,
  ): Promise<Map<string, Booked>>;
  /**
   * Books entries and moves the members' lots with them, all rows in sorted key order.
   * Returns false and writes nothing when any (feed, txnId, revision, kind) is booked already: the UNIQUE key is the gate.
   */
  book(entries: readonly NewEntry[], at: Date): Promise<boolean>;
  /** All that is booked for these members by any feed of the partner, or all but what one run booked. */
  accounts(
    partnerNo: number,
    memberNos: readonly string[],
    withoutRunNo?: number,
  ): Promise<AccountsRead>;
  /**
   * Until the transaction ends, nobody else locks accounts of the partner. Returns how many entries these members have now: entries are only
   * ever added, so as many as before are the same ones.
   */
  lockAccounts(partnerNo: number, memberNos: readonly string[]): Promise<number>;
  checksum(feedNo: number): Promise<LedgerChecksum>;
  entriesOfRun(runNo: number, limit: number): Promise<{ total: number; ids: string[] }>;
  find(
    id: string,
    tenant: Tenant,
  ): Promise<(LedgerEntry & { bundleId: number; fileId: string; runNo: number }) | null>;
  /** Newest first: by the run that booked them, and within a run from the last row. */
  list(query: EntryQuery, tenant: Tenant): Promise<Page<LedgerEntry>>;
  /** What was booked under the transaction of an entry, first to last. */
  ofTransaction(entry: Pick<LedgerEntry, 'feed' | 'txnId'>, limit: number): Promise<LedgerEntry[]>;
  integrity(): Promise<Omit<LedgerIntegrity, 'auditChain'>>;
}
