import { stageNames, type Run, type StageName } from '@waybill/contracts';
import type { StageMark } from '../nouns/runs.ts';

type Stage = Run['stages'][number];

/** Stages are few and always read together with their run, so they live in it as JSON. */
export function stagesOf(text: string): Stage[] {
  const stored = JSON.parse(text) as Stage[];
  return stageNames.map(
    (name) =>
      stored.find((stage) => stage.name === name) ?? {
        name,
        state: 'waiting',
        startedAt: null,
        finishedAt: null,
        busyMs: null,
      },
  );
}

export function stagesDone(text: string): StageName[] {
  return stagesOf(text)
    .filter(({ state }) => state === 'done' || state === 'skipped')
    .map(({ name }) => name);
}

/** The stages with these marks applied; only stages that ever ran are kept. */
export function marked(text: string, marks: readonly StageMark[]): string {
  const stages = stagesOf(text);
  for (const mark of marks) {
    const stage = stages.find(({ name }) => name === mark.name);
    if (stage === undefined) continue;
    stage.state = mark.state;
    if (mark.startedAt !== undefined) stage.startedAt = mark.startedAt.toISOString();
    if (mark.finishedAt !== undefined) stage.finishedAt = mark.finishedAt.toISOString();
    if (mark.busyMs !== undefined) {
      stage.busyMs = Math.round((stage.busyMs ?? 0) + mark.busyMs);
    }
  }
  return JSON.stringify(stages.filter(({ state }) => state !== 'waiting'));
}
