import type { BacktestChange, BacktestFile } from '@waybill/contracts';
import type { BacktestWork, JobEnd, JudgedFile } from '@waybill/store';
import type { JobWork } from '../job-kind.ts';
import { Bench } from './bench.ts';
import { noChanges, type ChangeCounts } from './compare-rows.ts';
import { BenchSpoiled, judgeFile } from './judge-file.ts';

const msBetweenReports = 1000;

/**
 * Judges archived files with two rule sets, one file after the other, and commits what it found with each of them. Nothing is booked.
 *
 * What later rows depend on is only in memory. An attempt after a crash therefore goes over the finished files again without writing:
 * they are read, judged and settled as the first time, and that they come out the same is checked. To keep the two ledgers in the
 * database would cost every backtest more than this costs the few that are interrupted. A file that cannot be read after all, which
 * is as rare, is treated in the same way: all is gone over again, and every file inspected first from there on.
 */
export async function runBacktest(work: JobWork): Promise<JobEnd> {
  try {
    return await goOver(work, { inspectFirst: false });
  } catch (error) {
    if (!(error instanceof BenchSpoiled)) throw error;
    return goOver(work, { inspectFirst: true });
  }
}

async function goOver(work: JobWork, how: { inspectFirst: boolean }): Promise<JobEnd> {
  const { backtest: id } = work.job.request as { backtest: string };
  const { db } = work.ports;
  const wanted = await db.backtests.work(id);
  const feed = wanted && (await db.feeds.config(wanted.feedId));
  if (!wanted || !feed) throw new Error(`Backtest ${id} cannot be read`);
  const bench = new Bench(work.ports, feed, wanted);
  const tally = new Tally(work);
  for (const file of wanted.files) {
    if (file.state === 'unreadable') continue;
    const { file: fileId, position } = file;
    const { onRows, keptBefore } = tally;
    const found = await judgeFile(work, bench, { id: fileId, keptBefore, onRows, ...how });
    if (file.state === 'done') {
      if (found.kind !== 'judged' || !isAsBefore(file, found.file)) return changedMeanwhile(file);
      tally.add(found.file);
    } else if (found.kind === 'judged') {
      tally.add(found.file);
      await work.step({ progress: tally.rows, checkpoint: position }, (tx) =>
        tx.backtests.judged(id, position, found.file),
      );
    } else {
      await work.step({ progress: tally.rows, checkpoint: position }, (tx) =>
        tx.backtests.unreadable(id, position, found.problem),
      );
    }
  }
  await work.step({ progress: tally.rows, total: tally.rows });
  return { state: 'succeeded', result: { backtest: id } };
}

/** How much of a backtest is done; tells people about it about once a second, also within a long file. */
class Tally {
  rows = 0;
  readonly keptBefore: ChangeCounts = noChanges();
  readonly #work: JobWork;
  #reportedAt: number;

  constructor(work: JobWork) {
    this.#work = work;
    this.#reportedAt = work.ports.clock.now().getTime();
  }

  readonly onRows = async (rowsOfFile: number): Promise<void> => {
    this.#work.assertGoingOn();
    const now = this.#work.ports.clock.now().getTime();
    if (now - this.#reportedAt < msBetweenReports) return;
    this.#reportedAt = now;
    await this.#work.step({ progress: this.rows + rowsOfFile });
  };

  add({ rows: { read, changes } }: JudgedFile): void {
    this.rows += read;
    for (const change of Object.keys(changes) as BacktestChange[])
      this.keptBefore[change] += changes[change];
  }
}

function isAsBefore({ rows, points }: BacktestFile, again: JudgedFile): boolean {
  return (
    points.base === again.points.base &&
    points.candidate === again.points.candidate &&
    rows.read === again.rows.read &&
    (Object.keys(rows.changes) as BacktestChange[]).every(
      (change) => rows.changes[change] === again.rows.changes[change],
    )
  );
}

function changedMeanwhile({ fileName }: BacktestWork['files'][number]): JobEnd {
  const message = `It was interrupted, and ${fileName} gives another result by now: its bytes are gone, or states of members have changed. Start it anew.`;
  return { state: 'failed', problem: { code: 'changed-meanwhile', message } };
}
