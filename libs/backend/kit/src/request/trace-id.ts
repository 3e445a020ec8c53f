import { randomBytes } from 'node:crypto';

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const amazonRoot = /(?:^|;)Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/;
const noTrace = '0'.repeat(32);

/** 32 hex digits that join the log lines of one request: W3C `traceparent`, else X-Ray's header, else new. */
export function traceIdOf(headers: {
  traceparent: string | undefined;
  amazon: string | undefined;
}): string {
  const w3c = traceparent.exec(headers.traceparent ?? '')?.[1];
  if (w3c && w3c !== noTrace) return w3c;
  const amazon = amazonRoot.exec(headers.amazon ?? '');
  return amazon ? `${amazon[1]}${amazon[2]}` : randomBytes(16).toString('hex');
}
