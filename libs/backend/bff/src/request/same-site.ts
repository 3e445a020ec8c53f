import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerValues } from './headers.ts';

/**
 * Whether the request comes from our own page. A form, an image or a link of another site cannot set
 * this header, and a browser says itself where a request comes from.
 */
export function isFromOurPage(event: APIGatewayProxyEvent): boolean {
  const marked = headerValues(event, 'x-waybill-portal').includes('1');
  const origins = headerValues(event, 'sec-fetch-site');
  return marked && origins.every((origin) => origin === 'same-origin');
}
