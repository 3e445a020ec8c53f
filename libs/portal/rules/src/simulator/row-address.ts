import type { RowPlace } from './received-rows.ts';

/** As `run_1.12` of the address says; null for anything else. */
export function placeIn(written: string | null): RowPlace | null {
  const match = /^(.{1,64})\.([1-9]\d{0,8})$/.exec(written ?? '');
  return match?.[1] === undefined ? null : { run: match[1], rowNo: Number(match[2]) };
}

export function written({ run, rowNo }: RowPlace): string {
  return `${run}.${String(rowNo)}`;
}
