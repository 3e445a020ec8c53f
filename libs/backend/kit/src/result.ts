/** A failure that the caller can act on. Everything else is thrown. */
export interface Coded {
  readonly code: string;
}

export type Result<Value, Failure extends Coded = never> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export function success<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** The code stays a literal, so that a handler's failure map can be checked against it. */
export function failure<const Failure extends Coded>(
  reason: Failure,
): { ok: false; failure: Failure } {
  return { ok: false, failure: reason };
}
