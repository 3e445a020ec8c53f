import { createHash } from 'node:crypto';
import { openApiDocument } from '@waybill/contracts/openapi';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const body = JSON.stringify(openApiDocument());
const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;

/** The description of the API, as this release has it. For anybody: it says what can be asked, not who is there. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const known = Object.entries(event.headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'if-none-match',
  )?.[1];
  const isKnown = known === etag;
  return Promise.resolve({
    statusCode: isKnown ? 304 : 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      etag,
      'x-content-type-options': 'nosniff',
    },
    body: isKnown ? '' : body,
  });
}
