import { createHash } from 'node:crypto';
import { answersAsShown, isGranted } from '@waybill/contracts';
import type { Caller, Operation, ProblemName, ResponseOf } from '@waybill/contracts';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { entityTag, matchesTag, problemAnswer } from './answer/answers.ts';
import type { Answer } from './answer/answers.ts';
import { answerToError } from './answer/answer-to-error.ts';
import { actorOf, deed } from './audit-trail.ts';
import type { Asked, Foundation, Told } from './define-operation.ts';
import { onceByKey, readIdempotencyKey } from './idempotency.ts';
import { bearerToken } from './identity/bearer-token.ts';
import { Unadmitted } from './identity/invalid-token.ts';
import { describeError } from './log.ts';
import { Refusal } from './refusal.ts';
import { bodyText, readBody } from './request/body.ts';
import { cursorScope } from './request/cursors.ts';
import { RequestHeaders } from './request/headers.ts';
import { readParams, readQuery } from './request/parameters.ts';
import { traceIdOf } from './request/trace-id.ts';

/** A decision with its failure already put into words. */
export type Decide<O extends Operation> = (
  asked: Asked<O>,
) => Promise<{ ok: true; value: ResponseOf<O> } | { ok: false; name: ProblemName; told: Told }>;

/** One request as the steps below see it. */
interface Exchange<O extends Operation> {
  readonly event: APIGatewayProxyEvent;
  readonly row: O;
  readonly base: Foundation;
  readonly headers: RequestHeaders;
  readonly traceId: string;
  caller: Caller | null;
}

/** Answers one request; never throws. Writes one line to the log for it, and one more when it failed unexpectedly. */
export async function serveRequest<O extends Operation>(
  event: APIGatewayProxyEvent,
  row: O,
  base: Foundation,
  decide: Decide<O>,
): Promise<APIGatewayProxyResult> {
  const startedAt = performance.now();
  const headers = new RequestHeaders(event);
  const traceId = traceIdOf({
    traceparent: headers.first('traceparent'),
    amazon: headers.first('x-amzn-trace-id'),
  });
  const exchange: Exchange<O> = { event, row, base, headers, traceId, caller: null };

  let answer: Answer;
  let reason: string | undefined;
  try {
    answer = await answerTo(exchange, decide);
  } catch (error) {
    const fault = answerToError(error, { instance: event.path, traceId }, base);
    ({ answer, reason } = fault);
    if (fault.isUnexpected) {
      const about = { operation: row.name, traceId, error: describeError(error) };
      base.log.write({ level: 'error', message: 'request failed', ...about });
    }
  }
  logRequest(exchange, answer, reason, performance.now() - startedAt);
  return {
    statusCode: answer.status,
    headers: {
      ...answer.headers,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-trace-id': traceId,
    },
    body: answer.body,
    isBase64Encoded: false,
  };
}

async function answerTo<O extends Operation>(
  exchange: Exchange<O>,
  decide: Decide<O>,
): Promise<Answer> {
  const { base, event, headers, row } = exchange;
  const caller = await authenticate(exchange);
  exchange.caller = caller;
  limitRate(base, caller);
  await requirePermission(exchange, caller);

  const params = readParams(row.params, event);
  const query = readQuery(row.query, event);
  if (row.method === 'GET') {
    const answer = await decided(exchange, decide, { params, query, body: undefined }, caller);
    return answer.status === 200 ? revalidated(answer, headers.all('if-none-match')) : answer;
  }

  if (row.edits && headers.all('if-match').length === 0) {
    const detail = `Send If-Match with the ETag that ${row.edits.name} answered with.`;
    throw new Refusal('precondition-required', detail);
  }
  const key = row.method === 'POST' ? readIdempotencyKey(headers) : null;
  const text = bodyText(event);
  const body = row.body ? readBody(row.body, text, headers) : undefined;
  const work = () => decided(exchange, decide, { params, query, body }, caller);
  if (key === null) return work();
  const slot = { caller: callerDigest(caller), operation: row.name, key };
  const request = JSON.stringify([params, query, text]);
  return onceByKey(base.idempotency, base.clock, { ...slot, request }, work);
}

async function authenticate({ base, event, headers, row, traceId }: Exchange<Operation>) {
  try {
    return await base.tokens.verify(bearerToken(headers, event));
  } catch (error) {
    if (error instanceof Unadmitted) {
      const at = base.clock.now();
      const object = `operation:${row.name}`;
      const detail = { issuer: error.issuer, traceId };
      const actor = `client:${error.clientId}`;
      await base.denials.record({ at, actor, action: 'access.denied', object, detail });
    }
    throw error;
  }
}

/** Who an Idempotency-Key belongs to; a digest, since issuer and subject together may be longer than a key column. */
function callerDigest(caller: Caller): string {
  const text = `${caller.issuer}\n${actorOf(caller)}\n${caller.clientId}`;
  return createHash('sha256').update(text).digest('base64url');
}

function limitRate({ limiter }: Foundation, caller: Caller): void {
  const waitS = limiter?.take(actorOf(caller)) ?? 0;
  if (waitS === 0) return;
  throw new Refusal('too-many-requests', `Please wait ${waitS} s.`, {
    headers: { 'retry-after': String(waitS) },
  });
}

async function requirePermission(exchange: Exchange<Operation>, caller: Caller): Promise<void> {
  const { base, row, traceId } = exchange;
  if (isGranted(caller, row.permission)) return;
  const at = base.clock.now();
  await base.denials.record(
    deed({ caller, traceId }, at, 'access.denied', `operation:${row.name}`, {
      permission: row.permission,
    }),
  );
  throw new Refusal('forbidden', `This needs the permission ${row.permission}.`);
}

async function decided<O extends Operation>(
  { base, event, headers, row, traceId }: Exchange<O>,
  decide: Decide<O>,
  parsed: { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown },
  caller: Caller,
): Promise<Answer> {
  const scope = cursorScope(row.name, caller.partner, parsed.params, parsed.query);
  const { cursor } = parsed.query;
  const query =
    typeof cursor === 'string'
      ? { ...parsed.query, cursor: base.cursors.open(cursor, scope) }
      : parsed.query;
  // The schemas of the row have just made these values; TypeScript cannot follow them through the generic row.
  const precondition = row.edits && { isCurrent: isCurrentFor(row.edits, headers) };
  const asked = { ...parsed, query, caller, traceId, ...precondition } as unknown as Asked<O>;
  const decision = await decide(asked);
  if (!decision.ok) {
    const { name, told } = decision;
    const facts = typeof told === 'string' ? { detail: told } : told;
    return problemAnswer({ name, ...facts }, { instance: event.path, traceId });
  }
  // Parsing keeps out what the contract does not name, such as a column that was added to a table.
  const value = row.response.parse(sealNext(decision.value, base, scope));
  const location = row.location?.(value);
  const body = JSON.stringify(value);
  return {
    status: row.status,
    headers: {
      'content-type': 'application/json',
      ...(location === undefined ? {} : { location: `/v1${location}` }),
      ...(answersAsShown(row) ? { etag: entityTag(body) } : {}),
    },
    body,
  };
}

/** By weak comparison, since our tags are: they are made of what is shown, so an equal tag is an equal thing. */
function isCurrentFor(shown: Operation, headers: RequestHeaders): (now: unknown) => boolean {
  const tags = headers.all('if-match');
  return (now) => matchesTag(tags, entityTag(JSON.stringify(shown.response.parse(now))));
}

function sealNext(value: unknown, { cursors }: Foundation, scope: string): unknown {
  if (typeof value !== 'object' || value === null || !('next' in value)) return value;
  return typeof value.next === 'string'
    ? { ...value, next: cursors.seal(value.next, scope) }
    : value;
}

function revalidated(answer: Answer, ifNoneMatch: readonly string[]): Answer {
  const etag = entityTag(answer.body);
  const headers = { ...answer.headers, etag };
  if (matchesTag(ifNoneMatch, etag)) return { status: 304, headers: { etag }, body: '' };
  return { ...answer, headers };
}

function logRequest(
  { base, caller, event, row, traceId }: Exchange<Operation>,
  { status }: Answer,
  reason: string | undefined,
  durationMs: number,
): void {
  base.log.write({
    level: status >= 500 ? 'error' : 'info',
    message: 'request',
    operation: row.name,
    method: row.method,
    status,
    ...(reason === undefined ? {} : { reason }),
    durationMs: Math.round(durationMs * 100) / 100,
    traceId,
    requestId: event.requestContext.requestId,
    ...(caller ? { kind: caller.kind, client: caller.clientId, partner: caller.partner } : {}),
  });
}
