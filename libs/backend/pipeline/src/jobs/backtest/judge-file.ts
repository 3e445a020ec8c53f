import type { RowProblem, TrialSide } from '@waybill/contracts';
import type { JudgedFile } from '@waybill/store';
import { fileProblem } from '../../problems.ts';
import { keptBytes, type StoredBytes } from '../../run/bytes-of-file.ts';
import { withBackoff } from '../../run/with-backoff.ts';
import {
  BodyDamaged,
  verifiedBlocks,
  type BlockDigests,
} from '../../stages/decode-rows/block-digests.ts';
import { inspectFile } from '../../stages/decode-rows/inspect-file.ts';
import { readBatches } from '../../stages/decode-rows/read-batches.ts';
import { mapRows, readerFor } from '../../stages/map-rows/map-rows.ts';
import type { JobWork } from '../job-kind.ts';
import type { Bench } from './bench.ts';
import { Comparison, type ChangeCounts } from './compare-rows.ts';

export type FileJudgement =
  | {
      readonly kind: 'judged';
      readonly file: JudgedFile;
      readonly base: TrialSide;
      readonly candidate: TrialSide;
    }
  | { readonly kind: 'unreadable'; readonly problem: RowProblem };

interface FileWish {
  readonly id: string;
  readonly keptBefore: Readonly<ChangeCounts>;
  /** After each batch, with the rows of the file so far. */
  readonly onRows: (rows: number) => Promise<void> | void;
}

/**
 * Judges the kept bytes of a file, all of it or nothing: like a run, it begins with the rows only when the file passes as a whole. A body
 * that is damaged after that ends the attempt, since the bench has seen a part of it.
 */
export async function judgeFile(
  work: Pick<JobWork, 'ports'>,
  bench: Bench,
  { id, keptBefore, onRows }: FileWish,
): Promise<FileJudgement> {
  const { ports } = work;
  const [record, facts] = await Promise.all([
    ports.db.files.get(id),
    ports.db.files.find(id, null),
  ]);
  const source = record && (await keptBytes(ports, record));
  if (!record || !facts || !source) return unreadable(notKept);
  const inspection = await withBackoff(ports, 'inspect', () =>
    inspectFile(ports.buckets, source, bench.format, ports.crashPoints),
  );
  if (inspection.kind === 'absent' || inspection.kind === 'changed') return unreadable(notKept);
  if (inspection.kind === 'rejected') return unreadable(inspection.problems[0] ?? notKept);
  if (inspection.sha256 !== record.sha256) return unreadable(notKept);
  const comparison = new Comparison(keptBefore);
  const { sha256 } = inspection;
  const reader = readerFor(bench.format, { sha256, receivedAt: facts.receivedAt });
  const judge = bench.judgeOf(reader);
  let rows = 0;
  for await (const { records } of batchesOf(work, bench, source, inspection.digests)) {
    const { base, candidate } = await judge(mapRows(reader, records, everyRow));
    comparison.add(base, candidate);
    rows += records.length;
    await onRows(rows);
  }
  return { kind: 'judged', file: comparison.done(), ...comparison.sides() };
}

async function* batchesOf(
  { ports: { buckets, settings } }: Pick<JobWork, 'ports'>,
  { format }: Bench,
  source: StoredBytes,
  digests: BlockDigests,
) {
  const opened = await buckets.open(source.ref, { ifMatch: source.etag });
  if (opened.outcome !== 'opened')
    throw new BodyDamaged('The object is gone since it was inspected');
  const limits = { rows: settings.batchRows, bytes: settings.batchBytes };
  yield* readBatches(format, verifiedBlocks(opened.body, digests), limits);
}

const everyRow = () => true;

function unreadable(problem: RowProblem): FileJudgement {
  return { kind: 'unreadable', problem };
}

const notKept = fileProblem('ARCHIVE', {
  message: 'No kept copy holds the bytes of this file.',
  expected: 'the archived original',
});
