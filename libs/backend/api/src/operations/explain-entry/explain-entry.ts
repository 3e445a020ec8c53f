import type { Explanation, operations } from '@waybill/contracts';
import { failure, fileFor, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileStore, LedgerStore, RowPageStore } from '@waybill/store';
import { findBytes } from '../../file-bytes.ts';
import { clausesOf } from './clauses-of.ts';
import { mappingOf } from './mapping-of.ts';
import { readArchivedRow } from '../../archived-row/read-archived-row.ts';
import { recomputePoints } from './recompute-points.ts';
import { recordText } from './record-text.ts';

export interface ExplainEntryFailure {
  code: 'not-found' | 'file-gone';
  id: string;
}

export interface ExplainEntryPorts {
  database: {
    ledger: Pick<LedgerStore, 'find' | 'ofTransaction'>;
    feeds: Pick<FeedStore, 'bundle'>;
    files: Pick<FileStore, 'find' | 'get'>;
    rowPages: Pick<RowPageStore, 'row'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
}

const transactionMax = 50;

/**
 * Why a member has these points: the entry, the clauses that gave them, and the line of the file, read again from the archive and
 * decided again by the same version of the rules. Nothing of it is remembered from the run, so it is a proof and not a story.
 */
export async function explainEntry(
  { params, caller }: Asked<typeof operations.explainEntry>,
  { buckets, database }: ExplainEntryPorts,
): Promise<Result<Explanation, ExplainEntryFailure>> {
  const found = await database.ledger.find(params.entryId, caller.partner);
  if (!found) return failure({ code: 'not-found', id: params.entryId });
  const { bundleId, fileId, runNo, ...entry } = found;
  const [bundle, file, kept, place, first, transaction] = await Promise.all([
    database.feeds.bundle(bundleId),
    database.files.find(fileId, caller.partner),
    database.files.get(fileId),
    database.rowPages.row(runNo, entry.rowNo),
    database.rowPages.row(runNo, 1),
    database.ledger.ofTransaction(entry, transactionMax),
  ]);
  if (!bundle || !file || !kept || !place || !first) {
    throw new Error(`Entry ${entry.id} points at a bundle, file or row that is not there`);
  }
  const bytes = await findBytes(buckets, kept);
  const row = bytes && (await readArchivedRow(buckets, bytes, bundle.format, { place, first }));
  if (!row) return failure({ code: 'file-gone', id: fileId });

  const isReadable = mayReadPayload(caller);
  return success({
    entry,
    rule: {
      version: bundle.ruleVersion,
      clauses: clausesOf(bundle.rules, entry.clauses),
      document: bundle.rules === null ? null : { ...bundle.rules },
      recomputedPoints: recomputePoints(bundle.rules, row, entry),
    },
    record: recordText(row, entry, isReadable),
    mapping: mappingOf(row, bundle.format, isReadable),
    rawLine: isReadable ? row.text : null,
    line: place.line,
    file: fileFor(caller, file),
    transaction,
  });
}
