import type {
  Caller,
  Operation,
  ProblemDetail,
  ProblemOf,
  RequestOf,
  ResponseOf,
} from '@waybill/contracts';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Deed } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { IdempotencyPort } from './idempotency.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import type { Log } from './log.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { CursorSeal } from './request/cursors.ts';
import type { Coded, Result } from './result.ts';
import { serveRequest } from './serve-request.ts';

/** What every operation stands on; made once per execution environment. */
export interface Foundation {
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: TokenVerifier;
  readonly idempotency: IdempotencyPort;
  readonly cursors: CursorSeal;
  /** Where a refusal for lack of rights is kept. */
  readonly denials: { record(deed: Deed): Promise<void> };
  /** Whether an error says that the database or the object store is away for now: `isTransient` of `@waybill/store`. */
  isTransient(error: unknown): boolean;
  /** Absent where something in front counts requests already. */
  readonly limiter?: RateLimiter | undefined;
}

/** What a decision is asked: the parsed request, who asks, and the id that joins all its traces. */
export type Asked<O extends Operation> = RequestOf<O> &
  Precondition<O> & { caller: Caller; traceId: string };

/** What an edit is asked besides: whether this is still what the caller read. Ask it of what is locked, in the transaction that edits. */
export type Precondition<O extends Operation> = O extends { edits: infer Shown extends Operation }
  ? { isCurrent(now: ResponseOf<Shown>): boolean }
  : unknown;

/** What is told to the caller about a failure: one sentence, and where each fault is when there are several. */
export type Told = string | { detail: string; errors: readonly ProblemDetail[] };

/** Exactly the problems of the operation's row: one that is missing or too many does not compile. */
export type Failures<O extends Operation, Failure extends Coded> = {
  readonly [Code in ProblemOf<O>]: (failure: Extract<Failure, { code: Code }>) => Told;
};

export interface Definition<O extends Operation, Failure extends Coded, Ports, Base> {
  /** The decision: a pure function of what was asked and its ports. */
  run(asked: Asked<O>, ports: Ports): Promise<Result<ResponseOf<O>, Failure>>;
  /** The narrowest slice of the environment that the decision needs. */
  ports(base: Base): Ports;
  failures: Failures<O, Failure>;
}

export type LambdaHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** Makes the Lambda handler of one operation in an execution environment. */
export type HandlerIn<Base> = (base: Base) => LambdaHandler;

/**
 * One operation of the table with its decision behind it. Everything of HTTP, tokens, permissions, idempotency, problems and
 * logging happens here, the same for all.
 */
export function defineOperation<
  O extends Operation,
  Failure extends { code: ProblemOf<O> },
  Ports,
  Base extends Foundation,
>(row: O, definition: Definition<O, Failure, Ports, Base>): HandlerIn<Base> {
  return (base) => {
    const ports = definition.ports(base);
    return (event) =>
      serveRequest(event, row, base, (asked) =>
        definition.run(asked, ports).then((result) => {
          if (result.ok) return result;
          const { failure } = result;
          const tell: (reason: never) => Told = definition.failures[failure.code];
          return { ok: false, name: failure.code, told: tell(failure as never) };
        }),
      );
  };
}
