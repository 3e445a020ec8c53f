import type {
  BacktestChange,
  Page,
  TrialKind,
  TrialLimits,
  TrialRow,
  TrialRun,
  TrialSide,
  TrialState,
} from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';
import type { JudgedFile } from './backtests.ts';
import type { NewBundle } from './feeds.ts';

export interface NewTrial {
  request: string;
  how: TrialKind;
  /** Null until somebody stops it. */
  files: number | null;
  /** Of a canary. */
  limits: TrialLimits | null;
  /** What is tried; a canary makes a bundle of it that is not active. */
  candidate: NewBundle;
}

/** What the rows of a run are to be compared by. */
export interface TrialOfRun {
  request: string;
  how: TrialKind;
  limits: TrialLimits | null;
  format: FeedFormat;
  base: RuleSetDocument;
  candidate: RuleSetDocument;
  /** Rows that differed in the runs before. */
  changesBefore: Record<BacktestChange, number>;
}

export type TrialResult =
  | {
      state: 'compared';
      file: JudgedFile;
      base: TrialSide;
      candidate: TrialSide;
      /** The limit that it crossed. */
      because: string | null;
    }
  | { state: 'left-out'; because: string };

/** Where a trial stands after one more of its runs. */
export interface TrialStanding {
  request: string;
  how: TrialKind;
  state: TrialState;
  wanted: number | null;
  done: number;
}

interface PageWish {
  cursor?: string | undefined;
  limit: number;
}

/** Approved rules tried on new files. Which runs take part is decided by `RunStore.enqueueFile`. */
export interface TrialStore {
  /** Of an approved request, or of one that is being tried, whose trial ends with it. To be called with the feed locked. */
  start(trial: NewTrial, at: Date): Promise<void>;
  /** Null when the run is part of none. */
  ofRun(runNo: number): Promise<TrialOfRun | null>;
  /** In the transaction that ends the run; once for each. */
  record(runNo: number, result: TrialResult, at: Date): Promise<TrialStanding>;
  /** Nothing when it is over already. Closing its request ends a trial too. */
  end(request: string, state: 'passed' | 'finished', at: Date): Promise<void>;
  /** Newest first. */
  runs(request: string, page: PageWish): Promise<Page<TrialRun>>;
  rows(
    request: string,
    query: PageWish & {
      change?: readonly BacktestChange[] | undefined;
      run?: string | undefined;
    },
  ): Promise<Page<TrialRow>>;
}
