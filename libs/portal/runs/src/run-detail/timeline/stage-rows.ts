import type { Run, RunAttempt, StageName } from '@waybill/contracts';
import { isFinished, stageLabels } from '@waybill/portal-core';
import { duration } from '@waybill/portal-ui';
import { placeOf, type Stretch } from './folded-scale.ts';

type StageState = Run['stages'][number]['state'] | 'cut-off';

/** One stretch of work at a stage, by one attempt. */
export interface StageBar {
  readonly key: string;
  readonly state: StageState;
  /** Percent of the axis. */
  readonly left: number;
  readonly width: number;
  /** Part of the bar in which the stage really worked, in percent. */
  readonly working: number;
}

export interface StageRow {
  readonly name: StageName;
  readonly label: string;
  readonly state: StageState;
  /** All of it in words, for those who do not see the bars. */
  readonly saying: string;
  readonly span: string;
  readonly busy: string;
  readonly bars: readonly StageBar[];
}

interface Work {
  readonly attempt: number;
  readonly state: StageState;
  readonly from: number;
  readonly to: number;
  readonly busyMs: number;
}

const stateSayings: Readonly<Record<StageState, string>> = {
  waiting: 'waiting',
  running: 'going on',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
  'cut-off': 'cut off',
};

/** The nine stages with what these attempts did at each, laid out on the axis. `now` in epoch ms. */
export function stageRows(
  run: Run,
  attempts: readonly RunAttempt[],
  stretches: readonly Stretch[],
  now: number,
): StageRow[] {
  return run.stages.map(({ name, state }) => {
    const works = worksAt(name, run, attempts, now);
    const last = works.at(-1)?.state;
    // Nothing waits any more in a run that has ended.
    const stateNow = last ?? (state === 'done' ? 'skipped' : state);
    const isOver = isFinished(run.state) && (stateNow === 'waiting' || stateNow === 'running');
    const idleSaying =
      state === 'done' ? 'not in this attempt' : isOver ? 'not reached' : stateSayings[stateNow];
    const span = works.reduce((sum, { from, to }) => sum + (to - from), 0);
    const busy = works.reduce((sum, { busyMs }) => sum + busyMs, 0);
    return {
      name,
      label: stageLabels[name],
      state: stateNow,
      saying:
        works.length === 0 ? idleSaying : works.map((work) => sayingOf(work, attempts)).join('; '),
      span: works.length === 0 ? idleSaying : duration(span),
      busy: works.length === 0 ? '' : `${duration(busy)} busy`,
      bars: works.map((work) => barOf(work, stretches)),
    };
  });
}

function worksAt(name: StageName, run: Run, attempts: readonly RunAttempt[], now: number): Work[] {
  const works = attempts.flatMap(({ attempt, endedAt, stages }) =>
    stages
      .filter((stage) => stage.name === name && stage.state !== 'skipped')
      .map(({ state, startedAt, finishedAt, busyMs }): Work => {
        const from = Date.parse(startedAt);
        const to = Date.parse(finishedAt ?? endedAt ?? new Date(now).toISOString());
        return { attempt, state, from, to: Math.max(from, to), busyMs };
      }),
  );
  if (works.length > 0 || attempts.length === 0) return works;
  // Received and recognised before any attempt.
  const stage = run.stages.find((each) => each.name === name);
  const isBefore = name === 'receive' || name === 'recognise';
  if (!isBefore || stage?.state !== 'done' || stage.startedAt === null) return [];
  const from = Date.parse(stage.startedAt);
  return [{ attempt: 0, state: 'done', from, to: from, busyMs: stage.busyMs ?? 0 }];
}

function barOf(
  { attempt, state, from, to, busyMs }: Work,
  stretches: readonly Stretch[],
): StageBar {
  const left = placeOf(from, stretches);
  const working = Math.min(100, (busyMs / Math.max(to - from, 1)) * 100);
  return {
    key: `${String(attempt)} ${String(from)}`,
    state,
    left,
    width: placeOf(to, stretches) - left,
    working: to === from ? 100 : working,
  };
}

function sayingOf(
  { attempt, state, from, to, busyMs }: Work,
  attempts: readonly RunAttempt[],
): string {
  const which = attempts.length > 1 && attempt > 0 ? `in attempt ${String(attempt)} ` : '';
  return `${which}${stateSayings[state]}, took ${duration(to - from)}, ${duration(busyMs)} of it busy`;
}
