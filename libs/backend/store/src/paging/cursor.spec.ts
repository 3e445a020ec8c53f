import { describe, expect, test } from 'vitest';
import { BadCursor, decodeCursor, encodeCursor } from './cursor.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const time = '2026-11-03 06:00:00.000';

describe('a cursor', () => {
  test('gives back the key it was made of', () => {
    const cursor = encodeCursor('files', [time, 7]);
    expect(decodeCursor(cursor, 'files', ['time', 'integer'])).toEqual([time, 7]);
    expect(cursor).toMatch(/^[\w-]+$/);
  });

  test.each([
    { what: 'of another list', cursor: encodeCursor('runs', [time, 7]) },
    { what: 'with too few parts', cursor: encodeCursor('files', [time]) },
    { what: 'with too many parts', cursor: encodeCursor('files', [time, 7, 7]) },
    { what: 'with a text for a number', cursor: encodeCursor('files', [time, '7']) },
    { what: 'with a fraction', cursor: encodeCursor('files', [time, 7.5]) },
    { what: 'with an unsafe number', cursor: encodeCursor('files', [time, 2 ** 60]) },
    { what: 'with a wrong time', cursor: encodeCursor('files', ['2026-11-03', 7]) },
    { what: 'with SQL for a time', cursor: encodeCursor('files', [`${time}' or 1=1 --`, 7]) },
    { what: 'with an object', cursor: base64url(['files', { toString: 1 }, 7]) },
    { what: 'that is no list', cursor: base64url({ files: 1 }) },
    { what: 'that is no JSON', cursor: Buffer.from('nonsense').toString('base64url') },
    { what: 'in another alphabet', cursor: `${encodeCursor('files', [time, 7])}=` },
    { what: 'with characters in between', cursor: `!${encodeCursor('files', [time, 7])}` },
    { what: 'cut short', cursor: encodeCursor('files', [time, 7]).slice(0, -3) },
    { what: 'that is empty', cursor: '' },
  ])('$what is refused', ({ cursor }) => {
    expect(() => decodeCursor(cursor, 'files', ['time', 'integer'])).toThrow(BadCursor);
  });
});
