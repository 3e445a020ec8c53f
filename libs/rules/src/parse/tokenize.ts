import { expressionLimits } from './expression-limits.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import { readText } from './text-literal.ts';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  /** As written; for a text its meaning, without quotes and escapes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const symbols = ['==', '!=', '<=', '>=', '&&', '||', '..', ...'+-*/%<>!?:()[],.'];

const adviceForCharacter: Readonly<Record<string, string>> = {
  '=': 'Write == to compare.',
  '&': 'Write && for "and".',
  '|': 'Write || for "or".',
  '/': 'Write div(a, b, decimals) to divide.',
  '^': 'Powers are not in the language.',
  '{': 'Braces are not in the language.',
  '}': 'Braces are not in the language.',
  '@': "Paths are not in the language; write the field's name.",
  $: "Paths are not in the language; write the field's name.",
};

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9';
}

function isNameStart(c: string): boolean {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_';
}

/** Splits an expression into tokens, the last of kind `end`. Throws SyntaxProblem. Linear in the length of the text. */
export function tokenize(text: string): Token[] {
  if (text.length > expressionLimits.charactersMax) {
    const message = `An expression may have ${expressionLimits.charactersMax} characters; this one has ${text.length}.`;
    throw new SyntaxProblem(0, text.length, message, 'rule-limit');
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === ' ' || c === '\t' || c === '\n' || c === '\r') {
      at += 1;
      continue;
    }
    const token = readToken(text, at, c);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, at: number, c: string): Token {
  if (isDigit(c)) return readNumber(text, at);
  if (isNameStart(c)) return readName(text, at);
  if (c === '"' || c === "'") return readText(text, at);
  const symbol = symbols.find((candidate) => text.startsWith(candidate, at));
  if (symbol !== undefined)
    return { kind: 'symbol', text: symbol, start: at, end: at + symbol.length };
  const end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  const advice =
    adviceForCharacter[c] ??
    'Text is written in quotes; names have the letters a to z, digits and _.';
  throw new SyntaxProblem(
    at,
    end,
    `The character ${text.slice(at, end)} has no meaning here. ${advice}`,
  );
}

function readNumber(text: string, start: number): Token {
  let at = start;
  while (isDigit(text.charAt(at))) at += 1;
  if (text.charAt(at) === '.' && isDigit(text.charAt(at + 1))) {
    at += 1;
    while (isDigit(text.charAt(at))) at += 1;
  }
  const next = text.charAt(at);
  if (isNameStart(next)) {
    throw new SyntaxProblem(
      start,
      at + 1,
      'A number is written with digits and at most one point, such as 1000 or 1.5.',
    );
  }
  return { kind: 'number', text: text.slice(start, at), start, end: at };
}

function readName(text: string, start: number): Token {
  let at = start + 1;
  while (isNameStart(text.charAt(at)) || isDigit(text.charAt(at))) at += 1;
  return { kind: 'name', text: text.slice(start, at), start, end: at };
}
