import { describe, expect, it } from 'vitest';
import { readJson } from './json-text.ts';

describe('JSON is read', () => {
  it.each([
    'null',
    '"a\\"b\\\\"',
    '[]',
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    ' { "a" : [ 1 , "{" , "}" , "," ] } ',
    '{"":1,"\\u00e9":2,"é ":3}',
    `${'['.repeat(100)}${']'.repeat(100)}`,
  ])('as JSON.parse reads it: %s', (text) => {
    expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });
});

describe('JSON is refused', () => {
  const cases: [string, string, string, string][] = [
    ['nothing', '', 'malformed', ''],
    ['half an object', '{"a":1', 'malformed', ''],
    ['a string that does not end', '"a', 'malformed', ''],
    ['a bad escape', '{"a":"\\x"}', 'malformed', ''],
    ['two values', '1 2', 'malformed', ''],
    ['brackets that do not match', '[}', 'malformed', ''],
    ['a key twice', '{"a":1,"a":2}', 'duplicate-key', '/a'],
    ['a key twice, once in escapes', '{"a":1,"\\u0061":2}', 'duplicate-key', '/a'],
    ['a key twice, deep', '{"x":[0,{"a/b":1,"a/b":2}]}', 'duplicate-key', '/x/1/a~1b'],
    ['a prototype', '{"x":{"__proto__":1}}', 'forbidden-key', '/x/__proto__'],
    ['half a character', '{"x":["a","\\udc00"]}', 'lone-surrogate', '/x/1'],
    ['half a character in a key', '{"\\ud800":1}', 'lone-surrogate', '/\ud800'],
    ['101 levels', `${'[1,'.repeat(101)}1${']'.repeat(101)}`, 'too-deep', ''],
  ];
  it.each(cases)('for %s', (_name, text, fault, pointer) => {
    expect(readJson(text)).toEqual({ ok: false, fault, pointer });
  });

  it('in the time it takes to look at it once', () => {
    const startedAt = performance.now();

    for (const text of [
      '['.repeat(1_000_000),
      '{"a":'.repeat(200_000),
      `"${'\\'.repeat(1_000_000)}`,
    ]) {
      expect(readJson(text).ok).toBe(false);
    }

    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
