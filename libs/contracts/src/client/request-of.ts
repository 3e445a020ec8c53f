import type { Operation } from '../operation.ts';
import type { AnyCall, CallOptions } from './client.ts';

/**
 * The HTTP request of one call. Absent query values are left out, lists become comma lists.
 *
 * @throws TypeError for a path parameter that no address can carry
 */
export function requestOf(
  row: Operation,
  { params = {}, query = {}, body }: AnyCall,
  baseUrl: string,
  token: string,
  { idempotencyKey, ifMatch, signal, traceparent }: CallOptions,
): { url: string; init: RequestInit } {
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    segmentOf(name, String(params[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    authorization: `Bearer ${token}`,
  };
  if (traceparent !== undefined) headers['traceparent'] = traceparent;
  if (row.method === 'POST') {
    headers['idempotency-key'] = idempotencyKey ?? globalThis.crypto.randomUUID();
  }
  if (row.edits) headers['if-match'] = ifMatch ?? '*';
  if (row.body) headers['content-type'] = 'application/json';
  return {
    url: `${baseUrl}${path}${search === '' ? '' : `?${search}`}`,
    init: {
      method: row.method,
      headers,
      ...(row.body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    },
  };
}

/** Encoding does not help with dots: a URL resolves `%2E%2E` as well, and another operation would be asked. */
function segmentOf(name: string, value: string): string {
  if (/^\.{0,2}$/.test(value)) throw new TypeError(`${name} cannot be "${value}".`);
  return encodeURIComponent(value);
}
