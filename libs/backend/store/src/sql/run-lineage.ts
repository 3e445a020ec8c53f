import type { RunEnding } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { problemOf } from './file-rows.ts';

export async function endingOf({ db }: Session, runId: string): Promise<RunEnding | null> {
  const { state, problem } = await db
    .selectFrom('run')
    .select(['state', 'problem'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  if (state === 'queued' || state === 'running') return null;
  return { state: state as RunEnding['state'], problem: problemOf(problem) };
}

/** From run to run: a chain is as long as somebody replayed replays, and seldom longer than two. */
export async function originalsOf(
  { db }: Session,
  runId: string,
): Promise<{ id: string; no: number }[]> {
  const chain: { id: string; no: number }[] = [];
  const run = await db
    .selectFrom('run')
    .select('original_run_no')
    .where('id', '=', runId)
    .executeTakeFirst();
  for (let no = run?.original_run_no ?? null; no !== null;) {
    const original = await db
      .selectFrom('run')
      .select(['id', 'no', 'original_run_no'])
      .where('no', '=', no)
      .executeTakeFirstOrThrow();
    chain.push({ id: original.id, no: original.no });
    no = original.original_run_no;
  }
  return chain;
}
