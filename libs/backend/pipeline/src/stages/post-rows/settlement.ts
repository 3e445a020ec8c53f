import type { ReplayEffects, RowOutcome, RowProblem, RunCounts } from '@waybill/contracts';
import type { NewEntry, RowOutcomeRecord } from '@waybill/store';
import type { MappedRow } from '../map-rows/mapped-row.ts';

export interface Verdict {
  readonly outcome: RowOutcome;
  /** Null only for posted rows. */
  readonly code: string | null;
  /** For rejected and conflicting rows, at least one. */
  readonly problems?: readonly RowProblem[];
}

export interface BadRow {
  readonly row: MappedRow;
  readonly outcome: 'rejected' | 'conflict';
  readonly problems: readonly RowProblem[];
}

/** What becomes of the rows of one batch; everything that one transaction writes. */
export interface Settlement {
  readonly outcomes: readonly RowOutcomeRecord[];
  readonly entries: readonly NewEntry[];
  /** Rows that need attention. */
  readonly bad: readonly BadRow[];
  readonly counts: RunCounts;
  readonly pointsAccrued: number;
  readonly pointsReversed: number;
  readonly effects: ReplayEffects;
  /** Points by member; filled for replays and plans only. */
  readonly memberDeltas: ReadonlyMap<string, number>;
}

export const noCounts: RunCounts = {
  read: 0,
  posted: 0,
  unchanged: 0,
  duplicate: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
};

/** Collects the verdicts of a batch, one per row and in row order. */
export class SettlementBuilder {
  readonly #outcomes: RowOutcomeRecord[] = [];
  readonly #entries: NewEntry[] = [];
  readonly #bad: BadRow[] = [];
  readonly #counts: RunCounts = { ...noCounts };
  readonly #memberDeltas = new Map<string, number>();
  readonly #withDeltas: boolean;
  #pointsAccrued = 0;
  #pointsReversed = 0;
  #corrections = 0;

  constructor(options: { withDeltas: boolean }) {
    this.#withDeltas = options.withDeltas;
  }

  settle(row: MappedRow, verdict: Verdict): void {
    const { record, txnId, memberNo } = row;
    const { rowNo, line, offset, byteLength } = record;
    const { outcome, code } = verdict;
    this.#outcomes.push({ rowNo, line, offset, byteLength, outcome, code, txnId, memberNo });
    this.#counts.read++;
    this.#counts[outcome]++;
    if (outcome === 'rejected' || outcome === 'conflict')
      this.#bad.push({ row, outcome, problems: verdict.problems ?? [] });
  }

  /** One leg of points; `correction` when it takes back what other rules had granted. */
  book(entry: NewEntry, options: { correction: boolean } = { correction: false }): void {
    this.#entries.push(entry);
    const signed = entry.kind === 'accrual' ? entry.points : -entry.points;
    if (entry.kind === 'accrual') this.#pointsAccrued += entry.points;
    else this.#pointsReversed += entry.points;
    if (options.correction) this.#corrections++;
    if (this.#withDeltas) {
      const { memberNo } = entry;
      this.#memberDeltas.set(memberNo, (this.#memberDeltas.get(memberNo) ?? 0) + signed);
    }
  }

  done(): Settlement {
    const counts = this.#counts;
    return {
      outcomes: this.#outcomes,
      entries: this.#entries,
      bad: this.#bad,
      counts,
      pointsAccrued: this.#pointsAccrued,
      pointsReversed: this.#pointsReversed,
      effects: {
        inserted: counts.posted - this.#corrections,
        unchanged: counts.unchanged + counts.duplicate,
        reversed: this.#corrections,
        conflict: counts.conflict,
        rejected: counts.rejected,
        skipped: counts.skipped,
        pointsDelta: this.#pointsAccrued - this.#pointsReversed,
      },
      memberDeltas: this.#memberDeltas,
    };
  }
}

/** Counts of a run after one more batch. */
export function addCounts(counts: RunCounts, more: RunCounts): RunCounts {
  return {
    read: counts.read + more.read,
    posted: counts.posted + more.posted,
    unchanged: counts.unchanged + more.unchanged,
    duplicate: counts.duplicate + more.duplicate,
    conflict: counts.conflict + more.conflict,
    rejected: counts.rejected + more.rejected,
    skipped: counts.skipped + more.skipped,
  };
}
