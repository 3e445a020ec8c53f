import type { RowProblem, TrialSide } from '@waybill/contracts';
import type { JudgedFile } from '@waybill/store';
import { decodeStream, FileRejected, type FeedFormat } from '@waybill/tabular';
import { fileProblem } from '../../problems.ts';
import { keptBytes, type StoredBytes } from '../../run/bytes-of-file.ts';
import { withBackoff } from '../../run/with-backoff.ts';
import {
  BodyDamaged,
  verifiedBlocks,
  verifiedBody,
} from '../../stages/decode-rows/block-digests.ts';
import { inspectFile } from '../../stages/decode-rows/inspect-file.ts';
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
  /** Whether the whole file is read before the bench sees a row of it; otherwise it is read once, and has to turn out well. */
  readonly inspectFirst: boolean;
  /** Again and again, with the rows of the file so far. */
  readonly onRows: (rows: number) => Promise<void> | void;
}

/** The bench has seen rows of a file that cannot be read to its end, and is of no use any more. */
export class BenchSpoiled extends Error {
  override readonly name = 'BenchSpoiled';
}

/**
 * Judges the kept bytes of a file, all of it or nothing: like a run, only when the file passes as a whole.
 * @throws BenchSpoiled when that shows too late; BodyDamaged when it was inspected, and comes damaged after that
 */
export async function judgeFile(
  { ports }: Pick<JobWork, 'ports'>,
  bench: Bench,
  wish: FileWish,
): Promise<FileJudgement> {
  const { id, keptBefore, inspectFirst, onRows } = wish;
  const kept = await keptFile(ports, id);
  if (kept === null) return unreadable(notKept);
  const bytes = inspectFirst
    ? await inspected(ports, kept, bench.format)
    : await openedOnce(ports, kept);
  if (bytes.kind === 'unreadable') return bytes;
  const comparison = new Comparison(keptBefore, bench.members);
  const listener = comparison.add.bind(comparison);
  const reader = readerFor(bench.format, kept);
  const judge = bench.judgeOf(reader);
  let rows = 0;
  try {
    for await (const records of decodeStream(bench.format, bytes.chunks)) {
      await judge(mapRows(reader, records, everyRow), listener);
      rows += records.length;
      await onRows(rows);
    }
  } catch (error) {
    if (inspectFirst || !(error instanceof FileRejected || error instanceof BodyDamaged))
      throw error;
    if (rows > 0) throw new BenchSpoiled(`${id} cannot be read to its end`, { cause: error });
    return judgeFile({ ports }, bench, { ...wish, inspectFirst: true });
  }
  return { kind: 'judged', file: comparison.done(), ...comparison.sides() };
}

type Ports = JobWork['ports'];
type Unreadable = Extract<FileJudgement, { kind: 'unreadable' }>;
type Bytes = { readonly kind: 'bytes'; readonly chunks: AsyncIterable<Uint8Array> } | Unreadable;

interface KeptFile {
  readonly source: StoredBytes;
  readonly sha256: string;
  readonly receivedAt: string;
}

async function keptFile({ db, buckets }: Ports, id: string): Promise<KeptFile | null> {
  const [record, facts] = await Promise.all([db.files.get(id), db.files.find(id, null)]);
  const source = record && (await keptBytes({ buckets }, record));
  if (!facts || !source || record.sha256 === null) return null;
  return { source, sha256: record.sha256, receivedAt: facts.receivedAt };
}

/** Reads the file to its end before it is read for its rows. */
async function inspected(
  ports: Ports,
  { source, sha256 }: KeptFile,
  format: FeedFormat,
): Promise<Bytes> {
  const inspection = await withBackoff(ports, 'inspect', () =>
    inspectFile(ports.buckets, source, format, ports.crashPoints),
  );
  if (inspection.kind === 'absent' || inspection.kind === 'changed') return unreadable(notKept);
  if (inspection.kind === 'rejected') return unreadable(inspection.problems[0] ?? notKept);
  if (inspection.sha256 !== sha256) return unreadable(notKept);
  const body = await opened(ports, source);
  if (body === null) throw new BodyDamaged('The object is gone since it was inspected');
  return { kind: 'bytes', chunks: verifiedBlocks(body, inspection.digests) };
}

async function openedOnce(ports: Ports, { source, sha256 }: KeptFile): Promise<Bytes> {
  const body = await opened(ports, source);
  return body === null
    ? unreadable(notKept)
    : { kind: 'bytes', chunks: verifiedBody(body, sha256) };
}

async function opened({ buckets }: Ports, { ref, etag }: StoredBytes) {
  const found = await buckets.open(ref, { ifMatch: etag });
  return found.outcome === 'opened' ? found.body : null;
}

const everyRow = () => true;

function unreadable(problem: RowProblem): Unreadable {
  return { kind: 'unreadable', problem };
}

const notKept = fileProblem('ARCHIVE', {
  message: 'No kept copy holds the bytes of this file.',
  expected: 'the archived original',
});
