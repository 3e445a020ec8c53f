import * as z from 'zod';
import { operation } from './operation.ts';
import { instant, noParams, page, pageQuery, slug } from './shared-shapes.ts';

export const entryKinds = ['accrual', 'reversal'] as const;
export type EntryKind = (typeof entryKinds)[number];

export const ledgerEntry = z
  .strictObject({
    id: z.string(),
    kind: z.enum(entryKinds),
    partner: slug,
    feed: z.string(),
    txnId: z.string(),
    member: z.string(),
    points: z.int().meta({ description: 'Signed from the member’s side' }),
    debitAccount: z.string(),
    creditAccount: z.string(),
    occurredOn: z.iso.date(),
    expiresOn: z.iso.date().nullable(),
    run: z.string(),
    rowNo: z.int(),
    ruleVersion: z.string(),
    clauses: z.string(),
    reverses: z.string().nullable(),
    postedAt: instant,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.output<typeof ledgerEntry>;

/** What a list of entries can be narrowed to; a member's own entries take the same. */
export const ledgerEntryFilter = {
  kind: z.enum(entryKinds).optional(),
  feed: z.string().max(127).optional(),
  from: instant.optional().meta({ description: 'Posted at or after' }),
  to: instant.optional().meta({ description: 'Posted before' }),
};

export const listLedgerEntries = operation({
  name: 'list-ledger-entries',
  method: 'GET',
  path: '/ledger-entries',
  summary: 'Ledger entries, newest first',
  tag: 'ledger',
  permission: 'ledger:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...ledgerEntryFilter,
    partner: slug.optional(),
    member: z.string().max(200).optional().meta({ example: 'acme:E1042' }),
    txnId: z.string().max(255).optional().meta({ description: 'The whole transaction id' }),
    run: z.string().max(64).optional(),
    ruleVersion: z.string().max(200).optional().meta({ description: 'Of the run that booked it' }),
    sort: z.enum(['newest']).default('newest'),
  }),
  body: undefined,
  response: page(ledgerEntry),
  status: 200,
  problems: [],
});
