import { runInNewContext } from 'node:vm';
import * as z from 'zod';

export interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
}

const answer = z.looseObject({ uri: z.string() });
type Handler = (event: unknown) => unknown;

/** Runs the code of a CloudFront function on a request, as an event of the service, and gives the URI that it makes of it. */
export function viewerRequest(code: string): (request: ViewerRequest) => string {
  const handler = runInNewContext(`${code}\n;handler`, {}) as Handler;
  return ({ method, uri, headers }) =>
    answer.parse(
      handler({
        version: '1.0',
        context: { eventType: 'viewer-request' },
        viewer: { ip: '127.0.0.1' },
        request: {
          method,
          uri,
          querystring: {},
          cookies: {},
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name.toLowerCase(), { value }]),
          ),
        },
      }),
    ).uri;
}
