import { describe, expect, it } from 'vitest';
import { rawLine } from './raw-line.ts';
import { RawWindow } from './raw-window.ts';

describe('a raw line', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['UTF-8', Buffer.from('a,é,👍'), 'utf-8', 'a,é,👍'],
    ['windows-1252', Buffer.from([0x63, 0xe9]), 'windows-1252', 'cé'],
    ['bytes of no encoding', Buffer.from([0x61, 0xff, 0x0a]), 'utf-8', 'a\\xFF\\x0A'],
    ['a byte order mark', Buffer.from('\uFEFFa'), 'utf-8', '\uFEFFa'],
  ];
  it.each(cases)('shows %s', (_name, bytes, encoding, text) => {
    expect(rawLine(bytes, encoding)).toBe(text);
  });

  it('is cut at 64 KiB, never inside a character', () => {
    const text = rawLine(Buffer.from(`${'x'.repeat(65_535)}é and more`), 'utf-8');
    expect(text).toBe('x'.repeat(65_535));
  });
});

describe('the window of raw bytes', () => {
  it('finds a row that lies across blocks, and forgets what is behind', () => {
    const window = new RawWindow();
    for (const part of ['0123', '4567', '89']) window.add(Buffer.from(part));
    const before = window.snapshot();
    expect(text(window.slice(3, 6))).toBe('345678');
    window.dropBefore(5);
    expect(text(window.slice(0, 10))).toBe('456789');
    expect(text(before.slice(0, 10))).toBe('0123456789');
  });
});

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
