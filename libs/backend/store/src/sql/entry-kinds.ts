import type { LedgerEntry } from '@waybill/contracts';

/** The reversal that makes room comes before the accrual that takes its place, also in the order of a row's entries. */
export const reversal = 0;
export const accrual = 1;

export function kindCode(kind: LedgerEntry['kind']): number {
  return kind === 'accrual' ? accrual : reversal;
}

export function kindOf(code: number): LedgerEntry['kind'] {
  return code === accrual ? 'accrual' : 'reversal';
}

/** From the member's side. */
export function signedPoints(code: number, points: number): number {
  return code === accrual ? points : -points;
}

/** The day of a lot that never expires; a key cannot hold null, and no calendar reaches this day. */
export const neverExpires = 99_999_999;
