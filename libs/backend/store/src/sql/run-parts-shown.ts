import type { RunPart, RunPartState, RunPartsTally } from '@waybill/contracts';
import { restPart, type BusyMs } from '../nouns/run-parts.ts';
import type { Session } from '../session.ts';
import { countsOf } from './run-list.ts';

export async function partsShown({ db }: Session, runId: string): Promise<RunPart[]> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('run_part', 'run_part.run_no', 'run.no')
    .selectAll('run_part')
    .select('run.state as run_state')
    .where('run.id', '=', runId)
    .orderBy('run_part.part_no')
    .execute();
  const parts = rows.map((row): RunPart => ({
    part: row.part_no,
    state: standing(row),
    takenUp: row.attempt,
    firstRow: row.first_row,
    firstLine: row.first_line,
    fromByte: row.start_byte,
    toByte: row.end_byte,
    counts: countsOf(row),
    pointsAccrued: row.points_accrued,
    pointsReversed: row.points_reversed,
    busyMs: sumOf(JSON.parse(row.busy) as BusyMs),
  }));
  const isRest = ({ part }: RunPart) => part === restPart;
  return [...parts.filter((part) => !isRest(part)), ...parts.filter(isRest)];
}

/** Every look at a run asks this, so parts are counted where they are. */
export async function partsTally({ db }: Session, runId: string): Promise<RunPartsTally | null> {
  const groups = await db
    .selectFrom('run')
    .innerJoin('run_part', 'run_part.run_no', 'run.no')
    .select(({ fn }) => [
      'run.state as run_state',
      'run_part.state',
      'run_part.attempt',
      fn.countAll<number>().as('parts'),
    ])
    .where('run.id', '=', runId)
    .groupBy(['run.state', 'run_part.state', 'run_part.attempt'])
    .execute();
  if (groups.length === 0) return null;
  const sum = (of: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(of).reduce((total, { parts }) => total + Number(parts), 0);
  const standingAs = (state: RunPartState) => sum((group) => standing(group) === state);
  return {
    total: sum(() => true),
    done: standingAs('done'),
    running: standingAs('running'),
    waiting: standingAs('waiting'),
    brokenOff: standingAs('broken-off'),
    again: sum(({ attempt }) => attempt > 1),
  };
}

/** A part that was begun is worked on only while its run is. */
function standing(part: { state: string; attempt: number; run_state: string }): RunPartState {
  if (part.state === 'done') return 'done';
  if (part.attempt === 0) return 'waiting';
  return part.state === 'running' && part.run_state === 'running' ? 'running' : 'broken-off';
}

function sumOf(busy: BusyMs): number {
  return Object.values(busy).reduce((sum, ms) => sum + ms, 0);
}
