/** How a state or an execution fails: a name, by which it is caught, and a text. */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** What a task threw, as Lambda reports it: by its name. */
export function statesError(thrown: unknown): StatesError {
  if (thrown instanceof StatesError) return thrown;
  return thrown instanceof Error
    ? new StatesError(thrown.name, thrown.message)
    : new StatesError('Lambda.Unknown', String(thrown));
}

/** Whether a name in `ErrorEquals` stands for an error. What is wrong with the machine itself no wildcard stands for. */
export function isMeant(names: readonly string[], { error }: StatesError): boolean {
  return names.some((name) => {
    if (name === 'States.ALL') return error !== 'States.Runtime';
    if (name === 'States.TaskFailed')
      return error !== 'States.Timeout' && error !== 'States.Runtime';
    return name === error;
  });
}
