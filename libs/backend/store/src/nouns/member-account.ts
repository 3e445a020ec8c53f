import type { FactName } from '@waybill/rules';
import type { NewEntry } from './ledger.ts';

export type AccountEntry = Pick<
  NewEntry,
  'kind' | 'feedNo' | 'txnId' | 'points' | 'occurredOn' | 'contentHash'
>;

interface Move {
  readonly place: number;
  readonly month: number;
  readonly points: number;
}

const msPerDay = 86_400_000;

/**
 * What a partner's ledger says about one member, entry by entry in the order of booking, so that it can also say what it said before a row.
 *
 * A transaction keeps the place of its first booking, whatever a replay makes of it later: rows behind it in a replayed file then count on
 * what it is worth now. A return has its own place.
 */
export class MemberAccount {
  readonly #moves: Move[] = [];
  readonly #transactions = new Map<string, { place: number; contentHash: number }>();
  readonly #months = new Map<number, number>();
  #balance = 0;
  #places = 0;

  add(entry: AccountEntry): void {
    const month = monthOf(entry.occurredOn);
    const points = entry.kind === 'accrual' ? entry.points : -entry.points;
    this.#moves.push({ place: this.#placeOf(entry), month, points });
    this.#balance += points;
    this.#months.set(month, (this.#months.get(month) ?? 0) + points);
  }

  /**
   * The facts for a row: before the transaction was first booked, or with all entries when it never was.
   * @param day of the row, in epoch days; without one nothing was accrued in its month and year
   */
  factsBefore(
    { feedNo, txnId }: Pick<AccountEntry, 'feedNo' | 'txnId'>,
    day: number | null,
  ): Record<FactName, number> {
    const month = day === null ? null : monthOf(day);
    const facts = {
      balance: this.#balance,
      accruedThisMonth: month === null ? 0 : (this.#months.get(month) ?? 0),
      accruedThisYear: month === null ? 0 : this.#accruedInYearOf(month),
    };
    const place = this.#transactions.get(keyOf(feedNo, txnId))?.place;
    if (place === undefined) return facts;
    for (const move of this.#moves) {
      if (move.place < place) continue;
      facts.balance -= move.points;
      if (move.month === month) facts.accruedThisMonth -= move.points;
      if (month !== null && yearOf(move.month) === yearOf(month))
        facts.accruedThisYear -= move.points;
    }
    return facts;
  }

  #placeOf({ kind, feedNo, txnId, contentHash }: AccountEntry): number {
    const key = keyOf(feedNo, txnId);
    const known = this.#transactions.get(key);
    if (kind === 'accrual') {
      const place = known?.place ?? this.#places++;
      this.#transactions.set(key, { place, contentHash });
      return place;
    }
    // A replay that takes back what it booked bears the content of its own row; a return is another row.
    return known?.contentHash === contentHash ? known.place : this.#places++;
  }

  #accruedInYearOf(month: number): number {
    const january = yearOf(month) * 12;
    let sum = 0;
    for (let each = january; each < january + 12; each++) sum += this.#months.get(each) ?? 0;
    return sum;
  }
}

function keyOf(feedNo: number, txnId: string): string {
  return `${String(feedNo)} ${txnId}`;
}

/** Months since the year 0. */
function monthOf(epochDays: number): number {
  const date = new Date(epochDays * msPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function yearOf(month: number): number {
  return Math.floor(month / 12);
}
