import * as z from 'zod';
import { inboundFile } from './files.ts';
import { ledgerEntry } from './ledger-entries.ts';
import { operation } from './operation.ts';
import { noParams, noQuery } from './shared-shapes.ts';

/** From points back to the bytes: entry ← clause ← record ← raw line ← file. */
export const explanation = z
  .strictObject({
    entry: ledgerEntry,
    rule: z.strictObject({
      version: z.string(),
      clauses: z.array(
        z.strictObject({
          id: z.string(),
          text: z.string().meta({ description: 'The clause as written, JSON' }),
        }),
      ),
      document: z
        .record(z.string(), z.unknown())
        .nullable()
        .meta({ description: 'The whole rule set of that version, to show the clauses in place' }),
      recomputedPoints: z
        .int()
        .nullable()
        .meta({ description: 'What that version gives for the raw line today; equals the entry' }),
    }),
    record: z.record(z.string(), z.string().nullable()).nullable(),
    mapping: z
      .array(
        z.strictObject({
          field: z.string(),
          column: z.string().nullable().meta({ description: 'Null for a constant' }),
          cell: z
            .string()
            .nullable()
            .meta({ description: 'As received; null without payload:read' }),
        }),
      )
      .meta({ description: 'Where each field of the record came from' }),
    rawLine: z.string().nullable(),
    line: z.int().nullable(),
    file: inboundFile,
    transaction: z
      .array(ledgerEntry)
      .meta({ description: 'All entries of this transaction in the order of booking, at most 50' }),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.output<typeof explanation>;

export const explainEntry = operation({
  name: 'explain-entry',
  method: 'GET',
  path: '/ledger-entries/{entryId}/explain',
  summary: 'Why a member has these points',
  tag: 'ledger',
  permission: 'ledger:read',
  params: z.strictObject({ entryId: z.string().max(80) }),
  query: noQuery,
  body: undefined,
  response: explanation,
  status: 200,
  problems: ['not-found', 'file-gone'],
});

export const ledgerIntegrity = z
  .strictObject({
    balanced: z.boolean(),
    entries: z.int(),
    debits: z.int(),
    credits: z.int(),
    balancesAgree: z
      .boolean()
      .meta({ description: 'Stored balances equal the sums of the entries' }),
    auditChain: z.strictObject({ events: z.int(), intact: z.boolean(), head: z.string() }),
  })
  .meta({ id: 'LedgerIntegrity' });
export type LedgerIntegrity = z.output<typeof ledgerIntegrity>;

export const getLedgerIntegrity = operation({
  name: 'get-ledger-integrity',
  method: 'GET',
  path: '/ledger/integrity',
  summary: 'Whether debits equal credits, balances equal entries and the audit chain holds',
  tag: 'ledger',
  permission: 'ledger:verify',
  params: noParams,
  query: noQuery,
  body: undefined,
  response: ledgerIntegrity,
  status: 200,
  problems: [],
});
