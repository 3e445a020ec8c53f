import {
  createActionGroup,
  createFeature,
  createReducer,
  createSelector,
  on,
  props,
} from '@ngrx/store';

/** Work that goes on while the person looks at other screens. */
export interface Job {
  readonly id: string;
  readonly label: string;
  /** What it is doing, in words. */
  readonly activity: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1; null while it cannot be told. */
  readonly progress: number | null;
  /** Where to look at it. */
  readonly link: string;
}

export const jobEvents = createActionGroup({
  source: 'Jobs',
  events: {
    Started: props<{ job: Job }>(),
    Progressed: props<{ id: string; change: Partial<Omit<Job, 'id'>> }>(),
    Dismissed: props<{ id: string }>(),
  },
});

export const jobsFeature = createFeature({
  name: 'jobs',
  reducer: createReducer<readonly Job[]>(
    [],
    on(jobEvents.started, (jobs, { job }) => [job, ...jobs]),
    on(jobEvents.progressed, (jobs, { id, change }) =>
      jobs.map((job) => (job.id === id ? { ...job, ...change } : job)),
    ),
    on(jobEvents.dismissed, (jobs, { id }) => jobs.filter((job) => job.id !== id)),
  ),
  extraSelectors: ({ selectJobsState }) => ({
    selectRunning: createSelector(selectJobsState, (jobs) =>
      jobs.filter(({ state }) => state === 'running'),
    ),
  }),
});
