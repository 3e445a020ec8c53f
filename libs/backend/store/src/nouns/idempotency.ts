export interface StoredResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type IdempotencyClaim =
  | { kind: 'first' }
  | { kind: 'in-flight' }
  | { kind: 'other-request' }
  | { kind: 'done'; response: StoredResponse };

/** Remembers what a POST answered, per caller and key, for at least 24 hours. */
export interface IdempotencyStore {
  /** A key still in flight after a minute is free again: its process died. */
  claim(entry: {
    caller: string;
    operation: string;
    key: string;
    requestHash: string;
    at: Date;
  }): Promise<IdempotencyClaim>;
  complete(entry: {
    caller: string;
    operation: string;
    key: string;
    response: StoredResponse;
  }): Promise<void>;
  /** Frees a key whose request failed before it did anything. */
  release(entry: { caller: string; operation: string; key: string }): Promise<void>;
  /** Forgets what was claimed before that time; how many. Keep at least 24 hours. */
  purge(before: Date): Promise<number>;
}
