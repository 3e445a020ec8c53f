import {
  backtestRowsKept,
  type BacktestChange,
  type BacktestVerdict,
  type RowOutcome,
  type TrialSide,
} from '@waybill/contracts';
import type { Decision } from '@waybill/rules';
import type { JudgedFile, JudgedRow, NewEntry } from '@waybill/store';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import { MemberPoints } from './ledger/member-points.ts';
import type { TextIndex } from './ledger/text-index.ts';

/** What one rule set makes of a row. */
export interface JudgedBy {
  /** Null for a row that could not be read. */
  readonly decision: Decision | null;
  readonly outcome: RowOutcome;
  /** Null only for posted rows. */
  readonly code: string | null;
  /** What it books: at most one entry, since nothing is booked of a row before it is judged. */
  readonly entry: NewEntry | null;
}

export type ChangeCounts = Record<BacktestChange, number>;

export const noChanges = (): ChangeCounts => ({
  points: 0,
  'newly-rejected': 0,
  'newly-accepted': 0,
  other: 0,
});

const nobody = (): TrialSide => ({ accepted: 0, refused: 0, granted: 0 });

const msPerDay = 86_400_000;

/**
 * Lays what two rule sets make of a file side by side, row by row. Keeps the rows that differ as long as there is room for their kind
 * of change, so that no kind crowds out another; counts go on.
 */
export class Comparison {
  readonly #keptBefore: Readonly<ChangeCounts>;
  readonly #changes = noChanges();
  readonly #kept: JudgedRow[] = [];
  readonly #members: MemberPoints;
  #read = 0;
  readonly #sides = { base: nobody(), candidate: nobody() };
  readonly #points = { base: 0, candidate: 0 };

  /** @param keptBefore rows that differ in the files before */
  constructor(keptBefore: Readonly<ChangeCounts>, members: TextIndex) {
    this.#keptBefore = keptBefore;
    this.#members = new MemberPoints(members);
  }

  add(row: MappedRow, base: JudgedBy, candidate: JudgedBy): void {
    this.#read += 1;
    this.#book(base, 'base');
    this.#book(candidate, 'candidate');
    const change = changeBetween(base, candidate);
    if (change === null) return;
    this.#changes[change] += 1;
    if (this.#keptBefore[change] + this.#changes[change] > backtestRowsKept) return;
    const { rowNo, line } = row.record;
    const { txnId, memberNo } = row;
    const [was, is] = [verdictOf(base), verdictOf(candidate)];
    this.#kept.push({ rowNo, line, txnId, memberNo, change, base: was, candidate: is });
  }

  done(): JudgedFile {
    const changed = Object.values(this.#changes).reduce((sum, count) => sum + count, 0);
    return {
      rows: { read: this.#read, same: this.#read - changed, changes: this.#changes },
      points: this.#points,
      kept: this.#kept,
      members: this.#members,
    };
  }

  /** What each of them accepts and grants. */
  sides(): Readonly<Record<'base' | 'candidate', Readonly<TrialSide>>> {
    return this.#sides;
  }

  #book({ outcome, entry }: JudgedBy, name: 'base' | 'candidate'): void {
    const side = this.#sides[name];
    if (isRefused(outcome)) side.refused += 1;
    else side.accepted += 1;
    if (entry === null) return;
    const points = signed(entry);
    if (points > 0) side.granted += points;
    this.#points[name] += points;
    this.#members.add(name, entry.memberNo, points);
  }
}

export function changeBetween(base: JudgedBy, candidate: JudgedBy): BacktestChange | null {
  const [was, is] = [isRefused(base.outcome), isRefused(candidate.outcome)];
  if (was !== is) return is ? 'newly-rejected' : 'newly-accepted';
  if (pointsOf(base) !== pointsOf(candidate)) return 'points';
  const isSame =
    base.outcome === candidate.outcome &&
    base.code === candidate.code &&
    base.entry?.clauses === candidate.entry?.clauses &&
    base.entry?.expiresOn === candidate.entry?.expiresOn;
  return isSame ? null : 'other';
}

function verdictOf(judged: JudgedBy): BacktestVerdict {
  const { decision, outcome, code, entry } = judged;
  return {
    decision: decision?.kind ?? null,
    outcome,
    code,
    points: pointsOf(judged),
    clauses: entry?.clauses ?? null,
    expiresOn: calendarDate(entry?.expiresOn ?? null),
  };
}

function pointsOf({ entry }: JudgedBy): number {
  return entry === null ? 0 : signed(entry);
}

function isRefused(outcome: RowOutcome): boolean {
  return outcome === 'rejected' || outcome === 'conflict';
}

function signed({ kind, points }: NewEntry): number {
  return kind === 'accrual' ? points : -points;
}

function calendarDate(epochDays: number | null): string | null {
  return epochDays === null ? null : new Date(epochDays * msPerDay).toISOString().slice(0, 10);
}
