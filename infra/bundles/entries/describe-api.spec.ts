import { openApiDocument } from '@waybill/contracts/openapi';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from './describe-api.handler.ts';

describe('the description of the API', () => {
  it('13 is the OpenAPI document, to be kept for a while', async () => {
    const answer = await handler(asking({}));

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('13 is not sent again to who has it', async () => {
    const { headers } = await handler(asking({}));
    const again = await handler(asking({ 'If-None-Match': String(headers?.['etag']) }));
    const other = await handler(asking({ 'if-none-match': '"another"' }));

    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(other.statusCode).toBe(200);
  });

  it('13 is answered to an event without headers', async () => {
    expect((await handler({} as APIGatewayProxyEvent)).statusCode).toBe(200);
  });
});

function asking(headers: Record<string, string>): APIGatewayProxyEvent {
  return { headers } as APIGatewayProxyEvent;
}
