import type { Tone } from '../status/tone.ts';

/** One part of a whole that must add up. */
export interface Share {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
}

export function totalOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { count }) => sum + count, 0);
}
