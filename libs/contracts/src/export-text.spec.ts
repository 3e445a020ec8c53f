import { describe, expect, it } from 'vitest';
import { csvRecord } from './export-text.ts';

describe('a record of an exported file', () => {
  it.each([
    ['plain text', 'Ada', 'Ada'],
    ['nothing', null, ''],
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "no"', '"say ""no"""'],
    ['a line end', 'a\nb', '"a\nb"'],
    ['other alphabets', 'Žofie 漢字', 'Žofie 漢字'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula that has to be quoted', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['a command', '@SUM(1)', "'@SUM(1)"],
    ['a plus before words', '+call me', "'+call me"],
    ['a minus before words', '-cmd|calc', "'-cmd|calc"],
    ['a telephone number', '+44 555 0100', "'+44 555 0100"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', `"'\r=1"`],
    ['a negative number written out', '-5.00', '-5.00'],
    ['a negative number', -5, '-5'],
    ['zero', 0, '0'],
  ])('keeps %s harmless and whole', (_what, cell, written) => {
    expect(csvRecord([cell, 'x'])).toBe(`${written},x\r\n`);
  });
});
