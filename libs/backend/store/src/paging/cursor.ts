/** The cursor was not made by this list: cut, edited, from another list or from another sort order. Answer 400. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';

  constructor() {
    super('This cursor does not belong to this list');
  }
}

export type KeyPart = 'text' | 'integer' | 'time';
export type CursorKey = readonly (string | number)[];

const columnTimeForm = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/**
 * Where a page ended. Opaque to clients, and worth nothing to a forger: it only says after which key to go on, while whose rows are
 * seen is decided by the tenant in every query.
 */
export function encodeCursor(list: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** The key in a cursor; its shape is checked against `parts`. Throws `BadCursor`. */
export function decodeCursor(cursor: string, list: string, parts: readonly KeyPart[]): CursorKey {
  const values = parsed(cursor);
  if (values.length !== parts.length + 1 || values[0] !== list) throw new BadCursor();
  return parts.map((part, index) => {
    const value = values[index + 1];
    if (part === 'text' && typeof value === 'string') return value;
    if (part === 'time' && typeof value === 'string' && columnTimeForm.test(value)) return value;
    if (part === 'integer' && typeof value === 'number' && Number.isSafeInteger(value))
      return value;
    throw new BadCursor();
  });
}

function parsed(cursor: string): readonly unknown[] {
  const text = Buffer.from(cursor, 'base64url').toString();
  // The decoder skips what is not base64url; such a cursor was edited.
  if (Buffer.from(text).toString('base64url') !== cursor) throw new BadCursor();
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {
    throw new BadCursor();
  }
  throw new BadCursor();
}
