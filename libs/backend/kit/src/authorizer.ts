import type { Caller } from '@waybill/contracts';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import * as z from 'zod';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { apiTokens, apiTokenSettings } from './identity/api-tokens.ts';
import { InvalidToken, Unadmitted } from './identity/invalid-token.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import { describeError, jsonLog } from './log.ts';
import type { Log } from './log.ts';
import { traceIdOf } from './request/trace-id.ts';

export type Authorizer = (event: AuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

type AuthorizerEvent = Pick<APIGatewayRequestAuthorizerEvent, 'methodArn' | 'headers'>;

/** The gateway answers 401 to this message, and to no other. */
const unauthorized = 'Unauthorized';
/** The gateway answers 503 to this one, as to all but the one above. */
const unavailable = 'Unavailable';
const tokenCharsMax = 8_192;

/**
 * The REST API's REQUEST authorizer. Whether a token is genuine and its bearer may come at all is said here; what they may do there is said
 * by each operation, which looks at the token again.
 *
 * The gateway keeps an answer for the same token and uses it for every method, so the answer is about all of the stage and rests on
 * nothing but the Authorization header.
 */
export function createAuthorizer({
  tokens,
  log,
}: {
  readonly tokens: TokenVerifier;
  readonly log: Log;
}): Authorizer {
  return async ({ headers, methodArn }) => {
    const traceId = traceIdOf({
      traceparent: undefined,
      amazon: headerOf(headers, 'x-amzn-trace-id'),
    });
    const said = (status: number, more: Record<string, unknown>) => {
      const level = status === 503 ? 'error' : 'info';
      log.write({ level, message: 'authorized', status, traceId, ...more });
    };
    try {
      const caller = await tokens.verify(bearerToken(headerOf(headers, 'authorization')));
      const { clientId: client, issuer, kind, partner } = caller;
      said(200, { kind, client, issuer, partner });
      return policy('Allow', methodArn, caller);
    } catch (error) {
      if (error instanceof Unadmitted) {
        said(403, { client: error.clientId, issuer: error.issuer });
        return policy('Deny', methodArn, null);
      }
      if (error instanceof InvalidToken) {
        said(401, { reason: `token-${error.reason}` });
        throw new Error(unauthorized);
      }
      said(503, { error: describeError(error) });
      throw new Error(unavailable, { cause: error });
    }
  };
}

/**
 * The authorizer of one execution environment, from its settings.
 *
 * @throws BadConfig naming what is missing or wrong
 */
export function authorizerFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  out: { write(text: string): unknown },
): Authorizer {
  const config = readConfig(z.object(apiTokenSettings), env);
  return createAuthorizer({
    tokens: apiTokens(config, systemClock),
    log: jsonLog(systemClock, out),
  });
}

function headerOf(headers: AuthorizerEvent['headers'], wanted: string): string | undefined {
  return Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function bearerToken(header: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined || token.length > tokenCharsMax) throw new InvalidToken('form');
  return token;
}

/** `arn:aws:execute-api:us-east-1:1:api/live/GET/v1/runs` is about everything below `…api/live/`. */
function policy(
  Effect: 'Allow' | 'Deny',
  methodArn: string,
  caller: Caller | null,
): APIGatewayAuthorizerResult {
  const stage = methodArn.split('/').slice(0, 2).join('/');
  return {
    principalId: caller ? `${caller.kind}:${caller.subject}` : 'unadmitted',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect, Action: 'execute-api:Invoke', Resource: `${stage}/*` }],
    },
    // For the gateway's log; operations believe the token alone.
    ...(caller ? { context: { kind: caller.kind, client: caller.clientId } } : {}),
  };
}
