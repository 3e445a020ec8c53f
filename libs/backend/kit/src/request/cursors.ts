import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/**
 * Cursors leave the hub sealed: bound to the operation, its filters and the caller's tenant, so that one that was made up,
 * altered or taken from another list or partner is refused instead of read.
 */
export interface CursorSeal {
  seal(cursor: string, scope: string): string;
  /** @throws Refusal `malformed-request` */
  open(sealed: string, scope: string): string;
}

const macBytes = 12;

/** @param key the same in every execution environment, at least 16 characters */
export function createCursorSeal(key: string): CursorSeal {
  const mac = (cursor: string, scope: string) =>
    createHmac('sha256', key).update(`${scope}\n${cursor}`).digest().subarray(0, macBytes);
  return {
    seal: (cursor, scope) =>
      Buffer.concat([mac(cursor, scope), Buffer.from(cursor)]).toString('base64url'),
    open(sealed, scope) {
      const bytes = Buffer.from(sealed, 'base64url');
      const cursor = bytes.subarray(macBytes).toString();
      const isOurs =
        bytes.length > macBytes &&
        bytes.toString('base64url') === sealed &&
        timingSafeEqual(bytes.subarray(0, macBytes), mac(cursor, scope));
      if (isOurs) return cursor;
      throw new Refusal('malformed-request', 'This cursor does not belong to this list.', {
        errors: [
          {
            pointer: 'cursor',
            code: 'cursor',
            message: 'Take `next` from the page before, with the same filters.',
          },
        ],
      });
    },
  };
}

/** What a cursor is bound to. `limit` may change from page to page. */
export function cursorScope(
  operation: string,
  tenant: string | null,
  params: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): string {
  const { cursor: _cursor, limit: _limit, ...filters } = query;
  return JSON.stringify([operation, tenant, params, filters]);
}
