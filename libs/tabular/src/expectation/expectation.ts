export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** When a feed's file is due, and how large it usually is. Plain JSON, kept with the feed. */
export interface Expectation {
  days: readonly Weekday[];
  /** Local time `HH:MM` at which the file is expected. */
  at: string;
  /** IANA zone of `at` and of the days. */
  timeZone: string;
  /** How long after `at` a file still is on time. Before `at` by more than this, and by more than an hour, it is early. */
  graceMinutes: number;
  /** How many rows a file must have to be taken in unasked; null when any number is fine. */
  rows: RowExpectation | null;
}

export type RowExpectation =
  | { kind: 'range'; min: number; max: number | null }
  /** At least this percentage of the median of the last good files. */
  | { kind: 'median'; percent: number };
