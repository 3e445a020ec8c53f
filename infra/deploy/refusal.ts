/** What a person can put right; its message is all they are shown. */
export class Refusal extends Error {
  /** 2: what was asked makes no sense as it stands; 3: somebody else is at it, or was quicker. */
  readonly exitCode: 2 | 3;

  constructor(message: string, exitCode: 2 | 3 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
