import type { RowProblem } from '@waybill/contracts';
import { versionOf } from '../landed-object.ts';
import { fileProblem } from '../problems.ts';
import { archiveFile, NothingToArchive } from '../stages/archive-file/archive-file.ts';
import { quarantineFile } from '../stages/archive-file/quarantine-file.ts';
import { removeOriginal } from '../stages/archive-file/remove-original.ts';
import { guardRows } from '../stages/decode-rows/guard-rows.ts';
import { inspectFile, type Inspection } from '../stages/decode-rows/inspect-file.ts';
import { inspectionNotes } from '../stages/decode-rows/inspection-notes.ts';
import { noteDrift } from '../stages/decode-rows/note-drift.ts';
import { FailedRows } from '../stages/post-rows/failed-rows.ts';
import { finalState, type FinalState } from '../stages/report-run/final-state.ts';
import { LeaseLost } from './lease-keeper.ts';
import { postFile } from './posting.ts';
import type { RunContext } from './run-context.ts';
import { runEvent } from './run-events.ts';
import { withBackoff } from './with-backoff.ts';

type Accepted = Extract<Inspection, { kind: 'accepted' }>;

/** What the first reading of a landed file leads to: its rows are to be posted, or the run ends with none of them posted. */
export type Admission =
  | { readonly kind: 'accepted'; readonly inspection: Accepted }
  | { readonly kind: 'ended'; readonly final: FinalState };

/**
 * The way of a landed file through the stages. Where it stands is in the file's record, so that an attempt after a crash goes on
 * where the one before had committed.
 */
export async function processFile(context: RunContext): Promise<FinalState> {
  const { file, ports, claimed } = context;
  switch (file.state) {
    case 'quarantined':
      await removeOriginal(ports.buckets, file);
      return failed(await problemOf(context));
    case 'duplicate':
      return file.archiveKey === null ? archiveDuplicate(context, file.sha256) : succeeded;
    case 'archived':
      return finalState(context.progress.counts, endingOf(context, claimed.rowsTotal));
    case 'processed':
      return archivePosted(context, file.sha256, endingOf(context, claimed.rowsTotal));
    default:
      return processLanded(context);
  }
}

async function processLanded(context: RunContext): Promise<FinalState> {
  const admission = await admitFile(context);
  if (admission.kind === 'ended') return admission.final;
  const { sha256, digests } = admission.inspection;
  const ending = await postFile(context, {
    source: context.source,
    sha256,
    digests,
    failed: FailedRows.none(),
    isSelected: () => true,
  });
  await markPosted(context);
  return archivePosted(context, sha256, ending);
}

/** Reads a landed file to its end and decides on all of it, before anything of it is posted. */
export async function admitFile(context: RunContext): Promise<Admission> {
  context.stages.start('decode');
  const inspection = await inspect(context);
  if (inspection.kind === 'absent' || inspection.kind === 'changed')
    return ended(refuse(context, passedProblem(inspection.kind), null));
  await noteDrift(context, inspection);
  if (inspection.kind === 'rejected') {
    const [problem] = inspection.problems;
    return ended(refuse(context, problem ?? passedProblem('changed'), inspection.sha256));
  }
  await context.ports.crashPoints.reach('CP5');
  const twin = await earlierTwin(context, inspection.sha256);
  if (twin) return ended(endAsDuplicate(context, inspection.sha256, twin));
  const unusual = await guardRows(context, inspection.rows);
  if (unusual) return ended(refuse(context, unusual, inspection.sha256));
  await accept(context, inspection);
  return { kind: 'accepted', inspection };
}

async function ended(final: Promise<FinalState>): Promise<Admission> {
  return { kind: 'ended', final: await final };
}

/** Only the version that stands under the key is begun; one that is being posted already is brought to its end. */
async function inspect(context: RunContext): Promise<Inspection> {
  const { ports, source, bundle, progress } = context;
  if (progress.rowNo === 0) {
    const current = await ports.buckets.head({ bucket: source.bucket, key: source.key });
    if (current === null) return { kind: 'absent' };
    if (versionOf(current) !== source.version) return { kind: 'changed' };
  }
  return context.stages.timeAsync('decode', () =>
    withBackoff(ports, 'inspect', () =>
      inspectFile(ports.buckets, source, bundle.format, ports.crashPoints),
    ),
  );
}

async function accept(context: RunContext, inspection: Accepted): Promise<void> {
  const { ports, lease, file, stages } = context;
  const { sha256, rows } = inspection;
  stages.start('map', 'validate', 'apply-rules', 'post');
  const marks = stages.take();
  const notes = [
    ...inspectionNotes(context, inspection),
    runEvent(context, 'decode', 'info', 'NOT_SENT_BEFORE', 'No earlier file has the same bytes.'),
  ];
  context.rowsTotal = rows;
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.setRowsTotal(lease, rows)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.files.move(file.id, ['assigned', 'processing'], 'processing', { sha256 });
    await tx.runs.addEvents(lease.runNo, notes);
    await tx.runs.markStages(lease, marks);
  });
}

export async function markPosted(context: RunContext): Promise<void> {
  const { ports, lease, file, stages, progress } = context;
  stages.end('done', 'decode', 'map', 'validate', 'apply-rules', 'post');
  const marks = stages.take();
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.advance(lease, progress, ports.settings.leaseS)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.files.move(file.id, ['processing'], 'processed', {});
    await tx.runs.markStages(lease, marks);
  });
}

async function archivePosted(
  context: RunContext,
  sha256: string | null,
  ending: 'finished' | 'cancelled',
): Promise<FinalState> {
  if (sha256 === null) throw new Error('A posted file has no SHA-256');
  try {
    await archiveFile(context, sha256, 'processed');
  } catch (error) {
    if (!(error instanceof NothingToArchive)) throw error;
    return failed(lostOriginal);
  }
  return finalState(context.progress.counts, ending);
}

/** The same bytes, processed to the end before. One that is still under way is left to the ids of its rows. */
async function earlierTwin(context: RunContext, sha256: string): Promise<string | null> {
  const { ports, file, feed, progress } = context;
  if (progress.rowNo > 0) return null;
  const twin = await ports.db.files.twin(feed.id, sha256, file.id);
  const facts = twin && (await ports.db.files.find(twin.id, null));
  const run = facts?.lastRun ? await ports.db.runs.find(facts.lastRun, null) : null;
  const isDone =
    run?.state === 'succeeded' || run?.state === 'partial' || run?.state === 'repaired';
  return twin && isDone ? twin.id : null;
}

async function endAsDuplicate(
  context: RunContext,
  sha256: string,
  twin: string,
): Promise<FinalState> {
  const { ports, lease, file, stages } = context;
  const problem = fileProblem('DUPLICATE_FILE', {
    message: 'The same bytes were processed before.',
    found: twin,
    expected: 'a file that is new to the feed',
  });
  stages.end('done', 'decode');
  stages.end('skipped', 'map', 'validate', 'apply-rules', 'post');
  const marks = stages.take();
  const note = runEvent(
    context,
    'decode',
    'warning',
    problem.code,
    `The same bytes as ${twin}; nothing was posted.`,
  );
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.setRowsTotal(lease, 0)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    await tx.files.move(file.id, ['assigned', 'processing'], 'duplicate', {
      sha256,
      problem,
      duplicateOf: twin,
    });
    await tx.runs.addEvents(lease.runNo, [note]);
    await tx.runs.markStages(lease, marks);
    await tx.audit.append({
      at: ports.clock.now(),
      actor: 'system:pipeline',
      action: 'file.duplicate',
      object: `file:${file.id}`,
      detail: { duplicateOf: twin, run: lease.runId },
    });
  });
  return archiveDuplicate(context, sha256);
}

async function archiveDuplicate(context: RunContext, sha256: string | null): Promise<FinalState> {
  if (sha256 === null) throw new Error('A duplicate has no SHA-256');
  await archiveFile(context, sha256, 'duplicate');
  return succeeded;
}

async function refuse(
  context: RunContext,
  problem: RowProblem,
  sha256: string | null,
): Promise<FinalState> {
  context.stages.end('failed', 'decode');
  await quarantineFile(context, problem, sha256);
  return failed(problem);
}

const succeeded: FinalState = { state: 'succeeded', problem: null };

function failed(problem: RowProblem): FinalState {
  return { state: 'failed', problem };
}

async function problemOf({ ports, file }: RunContext): Promise<RowProblem> {
  const facts = await ports.db.files.find(file.id, null);
  return facts?.problem ?? passedProblem('absent');
}

function endingOf({ progress }: RunContext, rowsTotal: number | null): 'finished' | 'cancelled' {
  return progress.counts.read < (rowsTotal ?? 0) ? 'cancelled' : 'finished';
}

function passedProblem(kind: 'absent' | 'changed'): RowProblem {
  return kind === 'absent'
    ? fileProblem('SOURCE_MISSING', {
        message: 'The object was gone before it was processed.',
        expected: 'an object in the landing bucket',
      })
    : fileProblem('SUPERSEDED', {
        message: 'A newer version of the file arrived before this one was processed.',
        expected: 'the current version of the object',
      });
}

const lostOriginal = fileProblem('ARCHIVE', {
  message:
    'The rows are posted, but the original was replaced or removed before it could be archived.',
  expected: 'the original in the landing bucket until it is archived',
});
