import { randomBytes } from 'node:crypto';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

export interface Trace {
  readonly id: string;
  /** What the API is told, so that its log lines join ours. */
  readonly traceparent: string;
}

/** The browser's trace when it sent a well-formed one, else a new one. */
export function traceOf(traceparent: string | undefined, random: (bytes: number) => string): Trace {
  const id = form.exec(traceparent ?? '')?.[1];
  if (traceparent && id && id !== '0'.repeat(32)) return { id, traceparent };
  const fresh = random(16);
  return { id: fresh, traceparent: `00-${fresh}-${random(8)}-01` };
}

export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
