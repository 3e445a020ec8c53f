/**
 * One line of the log. Every line is a promise: fields are codes and numbers that metrics filter on, never an event, a query
 * value, a cell or a person's data.
 */
export interface LogLine {
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface Log {
  write(line: LogLine): void;
}

/** JSON lines to the stream that the platform collects. JSON escapes line breaks and control characters, so a line stays a line. */
export function jsonLog(clock: { now(): Date }, stream: { write(text: string): unknown }): Log {
  return {
    write: (line) => {
      stream.write(`${JSON.stringify({ at: clock.now().toISOString(), ...line })}\n`);
    },
  };
}

/** An error as log fields: name, message, code and stack of it and of its causes. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
