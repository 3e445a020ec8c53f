import { describe, expect, it } from 'vitest';
import { keptKey } from '../archive-file/kept-key.ts';
import { judgeKey } from './judge-key.ts';

const accepted: [string, string][] = [
  ['plain', 'acme/p/f.csv'],
  ['K01: spaces, plus and UTF-8', 'acme/p/a b+c é.csv'],
  ['K10: capitals', 'acme/p/F.CSV'],
  ['dots inside a name', 'acme/p/a..b...csv'],
  ['no folder', 'f.csv'],
];
const refused: [string, string][] = [
  ['K02: up', 'acme/p/../q/f.csv'],
  ['K02: up, encoded', 'acme/p/%2e%2E%2fq.csv'],
  ['K02: up, backslash', 'acme/p/..\\q.csv'],
  ['K02: here', 'acme/./f.csv'],
  ['absolute', '/acme/p/f.csv'],
  ['empty folder', 'acme//f.csv'],
  ['K03: line break', 'acme/p/f\r\nSet-Cookie: a.csv'],
  ['K03: NUL', 'acme/p/f\0.csv'],
  ['K03: 1,024 bytes', `acme/p/${'x'.repeat(1017)}`],
  ['a lone surrogate', 'acme/p/\ud800.csv'],
];
const ignored: [string, string][] = [
  ['K10: .tmp', 'acme/p/f.csv.tmp'],
  ['K10: .filepart', 'acme/p/f.csv.FILEPART'],
  ['K10: dot file', 'acme/p/.f.csv'],
  ['K03: trailing slash', 'acme/p/'],
];

describe('an object key', () => {
  it.each(accepted)('%s is a file', (_name, key) => {
    expect(judgeKey(key)).toMatchObject({ kind: 'file' });
  });
  it.each(refused)('%s is refused', (_name, key) => {
    expect(judgeKey(key)).toMatchObject({ kind: 'refused', problem: { name: 'KEY' } });
  });
  it.each(ignored)('%s is ignored', (_name, key) => {
    expect(judgeKey(key)).toMatchObject({ kind: 'ignored' });
  });
});

describe('the key a file is kept under', () => {
  const file = { id: 'file_1', receivedAt: '2026-11-23T23:59:59.000Z' };

  it('is partner, feed, day of arrival, file id and the name as it was', () => {
    const key = 'acme/p/a b+c é.csv';
    expect(keptKey({ ...file, key, feedId: 'acme.p' })).toBe(
      'acme/p/2026/11/23/file_1-a b+c é.csv',
    );
  });
  it.each(refused)('%s is kept without its name', (_name, key) => {
    const kept = keptKey({ ...file, key, feedId: null });
    expect(kept).toMatch(/^unknown\/2026\/11\/23\/file_1(-[\w.]+)?$/);
  });
});
