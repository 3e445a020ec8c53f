/**
 * The token is none of ours, or not any more. `reason` is for the log: callers all get the same text, so that nobody learns
 * from it how to forge a better one.
 */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`invalid token: ${reason}`, options);
    this.reason = reason;
  }
}

/** The token is genuine, but its bearer has no business at this API as it stands. */
export class Unadmitted extends Error {
  override readonly name = 'Unadmitted';
  readonly clientId: string;
  readonly issuer: string;

  constructor(why: string, { clientId, issuer }: { clientId: string; issuer: string }) {
    super(why);
    this.clientId = clientId;
    this.issuer = issuer;
  }
}
