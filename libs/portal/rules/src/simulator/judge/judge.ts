import { InjectionToken } from '@angular/core';
import type { Asked } from './judge-row.ts';
import type { Verdict } from './verdict.ts';

/** Decides rows, in its own time; of those that come meanwhile only the last. */
export interface Judge {
  judge(asked: Asked): void;
  stop(): void;
}

/** Null while the rules have errors. */
export type Answered = (verdict: Verdict | null, asked: Asked) => void;

/** Fetches and starts a judge; specs, which have no workers, bring another. `failed` is called when it can decide nothing any more. */
export const JUDGE = new InjectionToken<(answered: Answered, failed: () => void) => Promise<Judge>>(
  'judge of rows',
  {
    providedIn: 'root',
    factory: () => async (answered, failed) =>
      new (await import('./judge-beside.ts')).JudgeBeside(answered, failed),
  },
);
