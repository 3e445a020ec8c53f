import type { FeedFormat } from '@waybill/tabular';
import { standardPurchases } from '@waybill/tabular/testing';
import type { Feed } from '@waybill/contracts';

/** A file of the catalogue of bad inputs, and everything that must come of it. */
export interface BadInput {
  /** As in the catalogue; a letter behind it tells variants apart. */
  readonly id: string;
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly format?: FeedFormat;
  readonly unknownMembers?: Feed['unknownMembers'];
  /** Files of the same feed that came before. */
  readonly before?: readonly (string | Uint8Array)[];
  readonly run: 'succeeded' | 'partial' | 'failed';
  /** Of a refused file: name of the problem, and its line when it has one. */
  readonly problem?: string;
  /** Outcome of each row, in order: `posted`, `duplicate`, `rejected REQUIRED 2 txn_id`. */
  readonly rows?: readonly string[];
  /** Points granted; checked when given. */
  readonly points?: number;
  /** Warnings among the run's events. */
  readonly warnings?: readonly string[];
}

export const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';

export interface PurchaseCells {
  readonly txn?: string;
  readonly member?: string;
  readonly date?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly qty?: string;
  readonly store?: string;
  readonly note?: string;
}

/** One good line of the standard feed with some cells replaced, as they are written. */
export function line(cells: PurchaseCells = {}): string {
  const {
    txn = 'T1',
    member = 'M1',
    date = '2026-01-02',
    amount = '10.00',
    currency = 'USD',
  } = cells;
  const { qty = '1', store = 'S1', note = 'ok' } = cells;
  return [txn, member, date, amount, currency, qty, store, note].join(',');
}

/** A file of the standard feed: the header and these lines, each ended by LF. */
export function file(...lines: readonly string[]): string {
  return [header, ...lines, ''].join('\n');
}

/** The standard feed with another dialect. */
export function dialect(change: Partial<FeedFormat['dialect']>): FeedFormat {
  return { ...standardPurchases, dialect: { ...standardPurchases.dialect, ...change } };
}

export function limits(change: Partial<FeedFormat['dialect']['limits']>): FeedFormat {
  return dialect({ limits: { ...standardPurchases.dialect.limits, ...change } });
}

/** Text with single bytes written `\xHH`; everything else must be ASCII. */
export function bytes(text: string): Uint8Array {
  return Buffer.from(
    text.replaceAll(/\\x([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );
}
