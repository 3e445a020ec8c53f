import type { StageName } from '@waybill/contracts';
import { restPart, type BusyMs, type Lease, type PartLease, type RunPart } from '@waybill/store';
import type { FilePart } from '@waybill/tabular';
import type { PipelinePorts } from '../../ports.ts';
import { programFor } from '../../stages/apply-rules/apply-rules.ts';
import { BlockDigests } from '../../stages/decode-rows/block-digests.ts';
import { readPart } from '../../stages/decode-rows/read-batches.ts';
import { readerFor } from '../../stages/map-rows/map-rows.ts';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import { FailedRows } from '../../stages/post-rows/failed-rows.ts';
import { Lineage } from '../../stages/post-rows/lineage.ts';
import { postRows } from '../../stages/post-rows/post-rows.ts';
import { PurchasePoster } from '../../stages/post-rows/purchase-poster.ts';
import { writePage, type Checkpoint } from '../checkpoint.ts';
import { LeaseKeeper, LeaseLost, Stopped } from '../lease-keeper.ts';
import { openRun } from '../open-run.ts';
import { readingOf } from '../posting.ts';
import type { RunContext } from '../run-context.ts';
import { StageClock } from '../stage-clock.ts';
import { withBackoff } from '../with-backoff.ts';
import { crossingKeys } from './divide-file.ts';
import { noteProgress } from './part-notes.ts';
import { rowKeys, type KeysOf } from './row-keys.ts';

/** `more`: the time was up, and whoever comes next goes on behind the last batch. */
export interface PostedPart {
  readonly outcome: 'done' | 'cancelled' | 'more';
}

/**
 * Posts one part of a divided file, from behind its checkpoint. Whoever comes last has the part; a delivery that comes twice, or a worker
 * that was thought dead, writes nothing any more.
 * @throws LeaseLost when the run has another attempt, or somebody else the part
 */
export async function postPart(
  ports: PipelinePorts,
  run: Lease,
  partNo: number,
  options: { signal?: AbortSignal } = {},
): Promise<PostedPart> {
  const [held, claimed] = await Promise.all([
    ports.db.runParts.claim(run, partNo),
    ports.db.runs.resume(run),
  ]);
  if (held === 'done') return { outcome: 'done' };
  if (held === 'superseded' || claimed === null)
    throw new LeaseLost(`Another attempt has ${run.runId}, or it has ended`);
  const { partsLeaseS: leaseS } = ports.settings;
  const leases = {
    renew: (lease: PartLease, seconds: number) => ports.db.runParts.renew(lease, run, seconds),
  };
  const { cancelRequested } = claimed;
  const keeper = new LeaseKeeper(leases, held.lease, { ...options, leaseS, cancelRequested });
  try {
    const context = await openRun(ports, claimed, keeper);
    return { outcome: await post(context, held) };
  } catch (error) {
    if (error instanceof Stopped) return { outcome: 'more' };
    throw error;
  } finally {
    await keeper.release();
  }
}

interface HeldPart {
  readonly lease: PartLease;
  readonly part: RunPart;
}

async function post(run: RunContext, held: HeldPart): Promise<PostedPart['outcome']> {
  const { ports, lease } = run;
  const division = await ports.db.runParts.division(lease.runNo);
  const { sha256 } = run.file;
  if (division === null || sha256 === null) throw new Error('The run was never divided');
  const stages = new StageClock(ports.clock);
  const checkpoint = new PartCheckpoint(held, stages);
  const context: RunContext = { ...run, stages, checkpoint, progress: held.part.progress };
  // How much of the whole is settled is for all parts together to say.
  context.rowsTotal = null;
  const file = { ...division, digests: BlockDigests.from(division.digests), sha256 };
  const ending = await withBackoff(ports, 'post', () => postOnce(context, held.part, file));
  if (ending === 'cancelled') return 'cancelled';
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runParts.finish(held.lease, checkpoint.busyMs)))
      throw new LeaseLost(`Fenced off from part ${String(held.lease.partNo)} of ${lease.runId}`);
    await noteProgress(run, tx);
  });
  return 'done';
}

type DividedFile = Pick<FilePart, 'header'> & {
  readonly digests: BlockDigests;
  readonly crossing: Uint8Array;
  readonly sha256: string;
};

/** Every reading has its own reader and poster, since both count what they see. */
function postOnce(
  context: RunContext,
  part: RunPart,
  { header, digests, crossing, sha256 }: DividedFile,
): Promise<'finished' | 'cancelled'> {
  const { ports, bundle, source, file, receivedAt } = context;
  const { rules, format } = bundle;
  if (rules === null) throw new Error('A file of employees is not posted in parts');
  const reader = readerFor(format, { sha256, receivedAt });
  const crosses = crossingRows(crossing, rowKeys(sha256, format.mapping.transactionKey));
  const poster = new PurchasePoster(context, {
    reader,
    rules,
    program: programFor(rules, reader.slots),
    failed: FailedRows.none(),
    lineage: new Lineage(ports.db.ledger, file.id),
    takes: part.partNo === restPart ? crosses : (row) => !crosses(row),
  });
  const { from, to, firstRow: rowNo, firstLine: line } = part;
  const place = { from, to, rowNo, line, header, isLast: to === source.sizeBytes };
  const batches = readPart(ports.buckets, readingOf(context, source, digests), place);
  return postRows(context, { batches, poster, isSelected: () => true });
}

function crossingRows(crossing: Uint8Array, keysOf: KeysOf): (row: MappedRow) => boolean {
  const keys = crossingKeys(crossing);
  return (row) => {
    if (keys.size === 0) return false;
    const { own, original } = keysOf(row);
    return (own !== null && keys.has(own)) || (original !== null && keys.has(original));
  };
}

/** Keeps the progress of a part with it. Times of stages are added up there too, since parts run at the same time. */
class PartCheckpoint implements Checkpoint {
  readonly #lease: PartLease;
  readonly #stages: StageClock;
  readonly #busy: Map<StageName, number>;

  constructor({ lease, part }: HeldPart, stages: StageClock) {
    this.#lease = lease;
    this.#stages = stages;
    this.#busy = new Map(Object.entries(part.busyMs) as [StageName, number][]);
  }

  get busyMs(): BusyMs {
    for (const { name, busyMs = 0 } of this.#stages.take())
      this.#busy.set(name, (this.#busy.get(name) ?? 0) + busyMs);
    return Object.fromEntries(this.#busy);
  }

  of: Checkpoint['of'] = (progress) => {
    const { busyMs } = this;
    return {
      advance: (tx) => tx.runParts.advance(this.#lease, progress, busyMs),
      tell: () => Promise.resolve(),
    };
  };

  keepRows: Checkpoint['keepRows'] = (tx, rows) =>
    this.#lease.partNo === restPart
      ? tx.rowPages.fill(this.#lease.runNo, rows)
      : writePage(tx, this.#lease.runNo, rows);
}
