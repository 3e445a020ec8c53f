import type { Findings } from './inspect-world.ts';

/** What a suite tried and how it went. A fault is survived when its world came to rest and nothing was lost, doubled or wrong. */
export interface Score {
  faults: number;
  survived: number;
  lost: number;
  duplicated: number;
  stuck: number;
  /** For a person who has to find out why. */
  readonly notes: string[];
}

export function newScore(): Score {
  return { faults: 0, survived: 0, lost: 0, duplicated: 0, stuck: 0, notes: [] };
}

/** Adds `faults` that hit one world together. */
export function count(
  score: Score,
  faults: number,
  { isAtRest, findings, label }: { isAtRest: boolean; findings: Findings; label: string },
): void {
  score.faults += faults;
  score.lost += findings.lost;
  score.duplicated += findings.duplicated;
  if (!isAtRest) score.stuck++;
  const isFine =
    isAtRest && findings.lost === 0 && findings.duplicated === 0 && findings.wrong.length === 0;
  if (isFine) score.survived += faults;
  else {
    const { lost, duplicated, wrong } = findings;
    score.notes.push(
      `${label}: rest=${String(isAtRest)} lost=${String(lost)} duplicated=${String(duplicated)} ${wrong.join(', ')}`,
    );
  }
}

export function addScore(total: Score, more: Score): void {
  total.faults += more.faults;
  total.survived += more.survived;
  total.lost += more.lost;
  total.duplicated += more.duplicated;
  total.stuck += more.stuck;
  total.notes.push(...more.notes);
}

export function scoreLine(
  name: string,
  { faults, survived, lost, duplicated, stuck }: Score,
): string {
  return `${name.padEnd(34)} faults=${String(faults)} survived=${String(survived)} lost=${String(lost)} duplicated=${String(duplicated)} stuck=${String(stuck)}`;
}
