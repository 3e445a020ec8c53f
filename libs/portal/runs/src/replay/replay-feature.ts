import { createActionGroup, createFeature, createReducer, on, props } from '@ngrx/store';

export const replayEvents = createActionGroup({
  source: 'Replay dialog',
  events: { 'Replay started': props<{ run: string; replay: string }>() },
});

/**
 * Which replay each run belongs to, as far as this tab started or met it: a run itself does not say, and
 * the proof is found by the replay alone.
 */
export const replayFeature = createFeature({
  name: 'replays',
  reducer: createReducer<Readonly<Record<string, string>>>(
    {},
    on(replayEvents.replayStarted, (known, { run, replay }) => ({ ...known, [run]: replay })),
  ),
});
