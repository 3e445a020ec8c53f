/**
 * duplicate: a UNIQUE key is taken · contention: deadlock, lock wait or busy file, rolled back, worth another try ·
 * unavailable: no connection or a read-only server, nothing was written · unknown-outcome: the connection went while a
 * commit was under way, so it may or may not have happened: look up by key · refused: append-only or CHECK · other: a mistake.
 */
export type DatabaseFailureKind =
  'duplicate' | 'contention' | 'unavailable' | 'unknown-outcome' | 'refused' | 'other';

/** An error of either database in the store's own terms. Carries no SQL and no values, since those may hold a person's data. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure';
  readonly kind: DatabaseFailureKind;
  /** The engine's own number: MySQL errno or SQLite extended result code; 0 when it has none. */
  readonly engineCode: number;

  constructor(kind: DatabaseFailureKind, engineCode: number, message: string) {
    super(message);
    this.kind = kind;
    this.engineCode = engineCode;
  }
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof DatabaseFailure && error.kind === 'duplicate';
}

/** Whether the same work may succeed when tried again later. After `unknown-outcome` ask by key first what happened. */
export function isTransientDatabaseFailure(error: unknown): boolean {
  return (
    isRetryable(error) || (error instanceof DatabaseFailure && error.kind === 'unknown-outcome')
  );
}

/** Whether a whole transaction may be run again at once: certainly rolled back. */
export function isRetryable(error: unknown): boolean {
  return (
    error instanceof DatabaseFailure &&
    (error.kind === 'contention' || error.kind === 'unavailable')
  );
}
