import { createHash } from 'node:crypto';
import type { AuditEventTable } from '../schema/tables.ts';

/** SHA-256 over everything an event says and the hash of the one before it. */
export function eventHash(row: Omit<AuditEventTable, 'hash'>): string {
  const { seq, at, actor, action, object, detail, prev_hash: prevHash } = row;
  const text = canonicalJson({ seq, at, actor, action, object, detail, prevHash });
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with the keys of every object in one order, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
