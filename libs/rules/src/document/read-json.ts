import { pointerTo } from '../diagnostic.ts';
import type { Diagnostic, DiagnosticCode } from '../diagnostic.ts';
import { documentLimits } from './document-limits.ts';

class JsonProblem extends Error {
  readonly code: DiagnosticCode;
  readonly pointer: string;

  constructor(code: DiagnosticCode, pointer: string, message: string) {
    super(message);
    this.code = code;
    this.pointer = pointer;
  }
}

/**
 * Reads JSON text like JSON.parse, and refuses what JSON.parse lets pass: the same key twice in an object, deep nesting, large text.
 * The first problem ends the reading.
 */
export function readJson(
  text: string,
): { ok: true; value: unknown } | { ok: false; diagnostics: Diagnostic[] } {
  try {
    if (text.length > documentLimits.charactersMax) {
      throw new JsonProblem(
        'rule-limit',
        '',
        `A rule set may have ${documentLimits.charactersMax} characters; this one has ${text.length}.`,
      );
    }
    return { ok: true, value: new JsonReader(text).readDocument() };
  } catch (problem) {
    if (!(problem instanceof JsonProblem)) throw problem;
    const { code, pointer, message } = problem;
    return { ok: false, diagnostics: [{ severity: 'error', code, pointer, message }] };
  }
}

class JsonReader {
  private readonly text: string;
  private at = 0;
  /** The keys and indexes that lead to the value that is read; a pointer is made of them only when there is something to say. */
  private readonly path: (string | number)[] = [];

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): unknown {
    const value = this.readValue();
    this.skipSpace();
    if (this.at < this.text.length) throw this.problem('Something follows the end of the document');
    return value;
  }

  private readValue(): unknown {
    if (this.path.length > documentLimits.depthMax) {
      throw new JsonProblem(
        'rule-limit',
        this.pointer(),
        `A rule set may be nested ${documentLimits.depthMax} deep.`,
      );
    }
    this.skipSpace();
    const c = this.text.charCodeAt(this.at);
    if (c === codes.brace) return this.readObject();
    if (c === codes.bracket) return this.readArray();
    return c === codes.quote ? this.readString() : this.readScalar();
  }

  private readObject(): unknown {
    const entries = new Map<string, unknown>();
    this.at += 1;
    this.skipSpace();
    while (!this.take('}')) {
      if (entries.size > 0) this.expect(',');
      this.skipSpace();
      if (this.text.charCodeAt(this.at) !== codes.quote)
        throw this.problem('A key in quotes is missing');
      const key = this.readString();
      this.path.push(key);
      if (entries.has(key))
        throw new JsonProblem(
          'rule-duplicate-key',
          this.pointer(),
          `The key "${key}" appears twice in one object.`,
        );
      this.expect(':');
      entries.set(key, this.readValue());
      this.path.pop();
      this.skipSpace();
    }
    return Object.fromEntries(entries);
  }

  private readArray(): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    this.skipSpace();
    while (!this.take(']')) {
      if (items.length > 0) this.expect(',');
      this.path.push(items.length);
      items.push(this.readValue());
      this.path.pop();
      this.skipSpace();
    }
    return items;
  }

  private readString(): string {
    const { text } = this;
    const start = this.at + 1;
    for (let end = start; end < text.length; end += 1) {
      const c = text.charCodeAt(end);
      if (c === codes.quote) {
        this.at = end + 1;
        return text.slice(start, end);
      }
      // What has escapes or must not stand here is left to JSON.parse.
      if (c === codes.backslash || c < codes.space) break;
    }
    return this.readEscapedString();
  }

  private readEscapedString(): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text.charCodeAt(end) !== codes.quote)
      end += this.text.charCodeAt(end) === codes.backslash ? 2 : 1;
    return this.parseToken(end + 1) as string;
  }

  private readScalar(): unknown {
    let end = this.at;
    while (end < this.text.length && !' \t\n\r,:]}[{"'.includes(this.text.charAt(end))) end += 1;
    return this.parseToken(end);
  }

  /** Numbers, true, false and null, and strings with escapes, are left to JSON.parse. */
  private parseToken(end: number): unknown {
    try {
      const value: unknown = JSON.parse(this.text.slice(this.at, end));
      this.at = end;
      return value;
    } catch {
      throw this.problem('Here stands no JSON value');
    }
  }

  private skipSpace(): void {
    for (; this.at < this.text.length; this.at += 1) {
      const c = this.text.charCodeAt(this.at);
      if (c !== codes.space && c !== codes.newLine && c !== codes.tab && c !== codes.return) return;
    }
  }

  private take(symbol: string): boolean {
    if (this.text.charAt(this.at) !== symbol) return false;
    this.at += 1;
    return true;
  }

  private expect(symbol: string): void {
    this.skipSpace();
    if (!this.take(symbol)) throw this.problem(`A ${symbol} is missing`);
  }

  private pointer(): string {
    return this.path.reduce<string>(pointerTo, '');
  }

  private problem(what: string): JsonProblem {
    const before = this.text.slice(0, this.at).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    return new JsonProblem(
      'rule-json',
      this.pointer(),
      `${what} (line ${before.length}, column ${column}).`,
    );
  }
}

const codes = {
  tab: 9,
  newLine: 10,
  return: 13,
  space: 32,
  quote: 34,
  bracket: 91,
  backslash: 92,
  brace: 123,
} as const;
