import {
  backtestRowsKept,
  type BacktestChange,
  type BacktestVerdict,
  type RowOutcome,
  type TrialSide,
} from '@waybill/contracts';
import type { JudgedFile, JudgedRow, NewEntry } from '@waybill/store';
import { MemberPoints } from './ledger/member-points.ts';
import type { DecidedRow, PurchaseSettlement } from '../../stages/post-rows/purchase-settlement.ts';

/** What one rule set made of a batch: the same rows in the same order on either side. */
export interface JudgedBatch {
  readonly rows: readonly DecidedRow[];
  readonly settlement: PurchaseSettlement;
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
  readonly #members = new MemberPoints();
  #read = 0;
  readonly #sides = { base: nobody(), candidate: nobody() };
  #base = 0;
  #candidate = 0;

  /** @param keptBefore rows that differ in the files before */
  constructor(keptBefore: Readonly<ChangeCounts>) {
    this.#keptBefore = keptBefore;
  }

  add(base: JudgedBatch, candidate: JudgedBatch): void {
    const [before, after] = [verdictsOf(base), verdictsOf(candidate)];
    for (const [index, { row }] of base.rows.entries()) {
      const [was, is] = [before(index), after(index)];
      this.#read += 1;
      const change = changeBetween(was, is);
      if (change === null) continue;
      this.#changes[change] += 1;
      if (this.#keptBefore[change] + this.#changes[change] > backtestRowsKept) continue;
      const { rowNo, line } = row.record;
      const { txnId, memberNo } = row;
      this.#kept.push({ rowNo, line, txnId, memberNo, change, base: was, candidate: is });
    }
    this.#base += this.#book(base, 'base');
    this.#candidate += this.#book(candidate, 'candidate');
  }

  done(): JudgedFile {
    const changed = Object.values(this.#changes).reduce((sum, count) => sum + count, 0);
    return {
      rows: { read: this.#read, same: this.#read - changed, changes: this.#changes },
      points: { base: this.#base, candidate: this.#candidate },
      kept: this.#kept,
      members: this.#members,
    };
  }

  /** What each of them accepts and grants. */
  sides(): Readonly<Record<'base' | 'candidate', Readonly<TrialSide>>> {
    return this.#sides;
  }

  #book({ settlement }: JudgedBatch, side: 'base' | 'candidate'): number {
    const { counts, pointsAccrued } = settlement;
    const refused = counts.rejected + counts.conflict;
    this.#sides[side].refused += refused;
    this.#sides[side].accepted += counts.read - refused;
    this.#sides[side].granted += pointsAccrued;
    let points = 0;
    for (const entry of settlement.entries) {
      this.#members.add(side, entry.memberNo, signed(entry));
      points += signed(entry);
    }
    return points;
  }
}

/**
 * The verdict on the row at an index, to be asked for in their order, which is that of entries too. A row books at most one entry when
 * nothing was booked of it before.
 */
function verdictsOf({ rows, settlement }: JudgedBatch): (index: number) => BacktestVerdict {
  let next = 0;
  return (index) => {
    const settled = settlement.outcomes[index];
    if (!settled) throw new Error('A row was not settled');
    const candidate = settlement.entries[next];
    const entry = candidate?.rowNo === settled.rowNo ? candidate : undefined;
    if (entry) next += 1;
    return {
      decision: rows[index]?.decision?.kind ?? null,
      outcome: settled.outcome,
      code: settled.code,
      points: entry ? signed(entry) : 0,
      clauses: entry?.clauses ?? null,
      expiresOn: calendarDate(entry?.expiresOn ?? null),
    };
  };
}

export function changeBetween(
  base: BacktestVerdict,
  candidate: BacktestVerdict,
): BacktestChange | null {
  const [was, is] = [isRefused(base.outcome), isRefused(candidate.outcome)];
  if (!was && is) return 'newly-rejected';
  if (was && !is) return 'newly-accepted';
  if (base.points !== candidate.points) return 'points';
  const isSame =
    base.outcome === candidate.outcome &&
    base.code === candidate.code &&
    base.clauses === candidate.clauses &&
    base.expiresOn === candidate.expiresOn;
  return isSame ? null : 'other';
}

function isRefused(outcome: RowOutcome): boolean {
  return outcome === 'rejected' || outcome === 'conflict';
}

function signed({ kind, points }: NewEntry): number {
  return kind === 'accrual' ? points : -points;
}

/** Points of many rows expire on few days, but rules may compute any. */
const dates = new Map<number, string>();
const datesMax = 10_000;

function calendarDate(epochDays: number | null): string | null {
  if (epochDays === null) return null;
  const known = dates.get(epochDays);
  if (known !== undefined) return known;
  const date = new Date(epochDays * msPerDay).toISOString().slice(0, 10);
  if (dates.size >= datesMax) dates.clear();
  dates.set(epochDays, date);
  return date;
}
