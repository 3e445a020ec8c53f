import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Refusal } from '../refusal.ts';
import type { RequestHeaders } from '../request/headers.ts';
import { InvalidToken } from './invalid-token.ts';

const tokenCharsMax = 8_192;

/**
 * The access token of a request, from its one `Authorization: Bearer` header.
 *
 * @throws InvalidToken when there is none
 * @throws Refusal `malformed-request` when it is given twice, far too long, or in the address, where it would end up in logs
 */
export function bearerToken(
  headers: RequestHeaders,
  event: Pick<APIGatewayProxyEvent, 'multiValueQueryStringParameters'>,
): string {
  if (event.multiValueQueryStringParameters?.['access_token']) {
    throw new Refusal(
      'malformed-request',
      'An access token belongs into the Authorization header, never into an address.',
    );
  }
  const header = headers.single('authorization');
  if (header === undefined) throw new InvalidToken('absent');
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw new InvalidToken('form');
  if (token.length <= tokenCharsMax) return token;
  throw new Refusal(
    'malformed-request',
    `An access token has at most ${tokenCharsMax} characters.`,
  );
}
