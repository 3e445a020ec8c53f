/** What came of one check. What was not looked at is never well. */
export type Outcome =
  | { readonly kind: 'well'; readonly found: string }
  | {
      readonly kind: 'wrong';
      readonly found: string;
      readonly expected: string;
      /** What to do, as a sentence. */
      readonly remedy: string;
    }
  /** Not wrong yet, and soon it may be. */
  | {
      readonly kind: 'doubtful';
      readonly found: string;
      readonly expected: string;
      readonly remedy: string;
    }
  /** `asked`: it was to be looked at and could not be. Otherwise nothing said where to look. */
  | { readonly kind: 'unchecked'; readonly because: string; readonly asked: boolean };

export interface Check {
  /** `API-001`; stays what it is for ever. */
  readonly code: string;
  readonly what: string;
  readonly look: () => Promise<Outcome>;
}

export interface Finding {
  readonly code: string;
  readonly what: string;
  readonly outcome: Outcome;
}

export const well = (found: string): Outcome => ({ kind: 'well', found });
export const wrong = (found: string, expected: string, remedy: string): Outcome => ({
  kind: 'wrong',
  found,
  expected,
  remedy,
});
export const doubtful = (found: string, expected: string, remedy: string): Outcome => ({
  kind: 'doubtful',
  found,
  expected,
  remedy,
});
export const notAsked = (because: string): Outcome => ({
  kind: 'unchecked',
  because,
  asked: false,
});
export const couldNot = (because: string): Outcome => ({ kind: 'unchecked', because, asked: true });

/** Makes each check, in order. One that throws could not be made. */
export async function findingsOf(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { code, what, look } of checks) {
    const outcome = await look().catch((error: unknown) => couldNot(reasonOf(error)));
    findings.push({ code, what, outcome });
  }
  return findings;
}

/** The innermost cause, which says more than `fetch failed`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}
