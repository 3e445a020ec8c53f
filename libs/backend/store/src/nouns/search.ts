import type { Tenant } from './partners.ts';

export const foundKinds = ['partner', 'feed', 'run', 'file', 'member', 'entry', 'replay'] as const;
export type FoundKind = (typeof foundKinds)[number];

/** Something whose id, number or name is like what was looked for. */
export interface Found {
  kind: FoundKind;
  id: string;
  /** What people call it. */
  name: string;
  /** Whose it is, how it is: most telling first. */
  about: string[];
}

export interface SearchStore {
  /**
   * At most `limit` things of that kind whose id or number begins with `text`, or whose name contains it; the name of a file from any of
   * its words on. Ledger entries are found by their whole id or that of their transaction.
   */
  find(kind: FoundKind, text: string, limit: number, tenant: Tenant): Promise<Found[]>;
}
