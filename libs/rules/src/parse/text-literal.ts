import { SyntaxProblem } from './syntax-problem.ts';
import type { Token } from './tokenize.ts';

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Reads a text in single or double quotes with the escapes \n \t \r \\ \" \' and \uXXXX. */
export function readText(source: string, start: number): Token {
  const quote = source.charAt(start);
  let value = '';
  let at = start + 1;
  for (;;) {
    if (at >= source.length)
      throw new SyntaxProblem(start, source.length, `This text has no closing ${quote}.`);
    const c = source.charAt(at);
    if (c === quote) return { kind: 'text', text: value, start, end: at + 1 };
    if (c === '\\') {
      const escape = readEscape(source, at);
      value += escape.value;
      at = escape.end;
    } else {
      value += c;
      at += 1;
    }
  }
}

function readEscape(source: string, at: number): { value: string; end: number } {
  const letter = source.charAt(at + 1);
  const simple = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const hex = source.slice(at + 2, at + 6);
  if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 };
  }
  const message = 'After \\ comes n, t, r, \\, a quote, or u with four hexadecimal digits.';
  throw new SyntaxProblem(at, Math.min(at + 2, source.length), message);
}
