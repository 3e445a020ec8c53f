import type {
  Backtest,
  BacktestChange,
  BacktestDetail,
  BacktestFile,
  BacktestFiles,
  BacktestMember,
  BacktestRow,
  Page,
  RowProblem,
} from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';

export interface BacktestSide {
  /** Null for the draft. */
  version: number | null;
  ruleVersion: string | null;
  sha256: string;
  document: RuleSetDocument;
}

export interface NewBacktest {
  id: string;
  ruleSet: string;
  jobId: string;
  base: BacktestSide;
  candidate: BacktestSide;
  bundleSha256: string;
  format: FeedFormat;
  files: BacktestFiles;
  /** Actor as in the audit trail. */
  by: string;
}

/** What a job needs to work on a backtest, and how far another attempt has come. */
export interface BacktestWork {
  feedId: string;
  format: FeedFormat;
  base: RuleSetDocument;
  candidate: RuleSetDocument;
  /** In the order in which they were first processed. */
  files: readonly BacktestFile[];
}

export type JudgedRow = Omit<BacktestRow, 'file' | 'fileName' | 'run'>;

/** What the two rule sets make of one file. */
export interface JudgedFile {
  rows: BacktestFile['rows'];
  points: { base: number; candidate: number };
  /** As many of the rows that differ as are to be kept. */
  kept: readonly JudgedRow[];
  /** Each member once, with what comes to it of this file alone. */
  members: Iterable<readonly [memberNo: string, points: { base: number; candidate: number }]>;
}

interface PageWish {
  cursor?: string | undefined;
  limit: number;
}

/** Comparisons of two rule sets over archived files. A rule set has the id of its feed. */
export interface BacktestStore {
  /** How much a choice holds: files that were processed, and the rows that were read of them. */
  extent(ruleSet: string, files: BacktestFiles): Promise<{ files: number; rows: number }>;
  /** With the files that the choice holds now. */
  insert(backtest: NewBacktest, at: Date): Promise<void>;
  find(id: string): Promise<BacktestDetail | null>;
  list(query: PageWish & { ruleSet?: string | undefined }): Promise<Page<Backtest>>;
  files(
    id: string,
    query: PageWish & { state?: readonly BacktestFile['state'][] | undefined },
  ): Promise<Page<BacktestFile>>;
  rows(
    id: string,
    query: PageWish & { change?: readonly BacktestChange[] | undefined },
  ): Promise<Page<BacktestRow>>;
  members(id: string, page: PageWish): Promise<Page<BacktestMember>>;

  work(id: string): Promise<BacktestWork | null>;
  /** In the transaction of the step that says so; once for each file. */
  judged(id: string, position: number, file: JudgedFile): Promise<void>;
  unreadable(id: string, position: number, problem: RowProblem): Promise<void>;
}
