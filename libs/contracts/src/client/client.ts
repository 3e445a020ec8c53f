import type { CallOf, Operation, ResponseOf } from '../operation.ts';
import { operations } from '../operations.ts';
import type { OperationKey } from '../operations.ts';
import { problem as problemSchema } from '../problem-details.ts';
import { ProblemError } from './problem-error.ts';
import { requestOf } from './request-of.ts';

export interface ClientOptions {
  /** Up to and with the version: `http://localhost:4300/v1`. */
  readonly baseUrl: string;
  /** A token for the API; asked for each call, so that an expired one can be renewed. */
  token(): Promise<string>;
  /** `globalThis.fetch` unless given. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Check every answer against its schema. For tests: a deployed caller must live with a field that is new to it. */
  readonly checkAnswers?: boolean;
}

export interface CallOptions {
  /** The same key again repeats the same request; random unless given. Only for POST. */
  readonly idempotencyKey?: string;
  /** ETag of what is edited, as it was read; `*` unless given, which changes whatever is there. Only for edits. */
  readonly ifMatch?: string;
  /** W3C trace context of the request that this call serves. */
  readonly traceparent?: string;
  readonly signal?: AbortSignal;
}

/** `params`, `query` and `body` as far as the operation has them; those without a required member may be left out. */
export type Call<O extends Operation> = Part<'params', CallOf<O>['params']> &
  Part<'query', CallOf<O>['query']> &
  (O['body'] extends undefined ? { body?: undefined } : { body: CallOf<O>['body'] });

/** `object` would not do: it is not assignable to the empty strict object. */
type Nothing = Record<never, never>;

type Part<Name extends string, Value> = Nothing extends Value
  ? Partial<Record<Name, Value>>
  : Record<Name, Value>;

type Argument<O extends Operation> =
  Nothing extends Call<O>
    ? [call?: Call<O>, options?: CallOptions]
    : [call: Call<O>, options?: CallOptions];

/** One method per row of the operation table, named as in the table. */
export type Client = {
  readonly [Key in OperationKey]: (
    ...argument: Argument<(typeof operations)[Key]>
  ) => Promise<ResponseOf<(typeof operations)[Key]>>;
};

/**
 * The API as functions: `await client.getRun({ params: { runId } })`.
 *
 * Every method rejects with `ProblemError` when the API answers with a problem, and with whatever `fetch` rejects with when
 * there is no answer.
 */
export function createClient(options: ClientOptions): Client {
  const methods = Object.entries(operations).map(([key, row]) => [
    key,
    (call?: AnyCall, callOptions?: CallOptions) =>
      send(row, call ?? {}, callOptions ?? {}, options),
  ]);
  // The table's rows and these methods are the same list, which `Object.fromEntries` cannot tell TypeScript.
  return Object.fromEntries(methods) as Client;
}

export interface AnyCall {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

async function send(
  row: Operation,
  call: AnyCall,
  callOptions: CallOptions,
  options: ClientOptions,
) {
  const { url, init } = requestOf(row, call, options.baseUrl, await options.token(), callOptions);
  const response = await (options.fetch ?? fetch)(url, init);
  const answer: unknown = await readAnswer(response);
  if (response.ok) return options.checkAnswers ? row.response.parse(answer) : answer;
  const problem = problemSchema.safeParse(answer);
  throw new ProblemError(row.name, response, problem.success ? problem.data : null);
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
