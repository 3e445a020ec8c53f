import { InjectionToken } from '@angular/core';
import type { AskedBeside } from '../../workspace/asked-beside.ts';
import type { Asked } from './judge-row.ts';
import type { Verdict } from './verdict.ts';

/** Decides rows, in its own time; of those that come meanwhile only the last. Null while the rules have errors. */
export type Judge = Pick<AskedBeside<Asked, Verdict | null>, 'ask' | 'stop'>;

export type Answered = (verdict: Verdict | null, asked: Asked) => void;

/** Fetches and starts a judge; specs, which have no workers, bring another. */
export const JUDGE = new InjectionToken<(answered: Answered) => Promise<Judge>>('judge of rows', {
  providedIn: 'root',
  factory: () => async (answered) => (await import('./judge-beside.ts')).judgeBeside(answered),
});
