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

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): unknown {
    const value = this.readValue('', 0);
    this.skipSpace();
    if (this.at < this.text.length)
      throw this.problem('', 'Something follows the end of the document');
    return value;
  }

  private readValue(pointer: string, depth: number): unknown {
    if (depth > documentLimits.depthMax) {
      throw new JsonProblem(
        'rule-limit',
        pointer,
        `A rule set may be nested ${documentLimits.depthMax} deep.`,
      );
    }
    this.skipSpace();
    const c = this.text.charAt(this.at);
    if (c === '{') return this.readObject(pointer, depth);
    if (c === '[') return this.readArray(pointer, depth);
    if (c === '"') return this.readString(pointer);
    return this.readScalar(pointer);
  }

  private readObject(pointer: string, depth: number): unknown {
    const entries = new Map<string, unknown>();
    this.at += 1;
    this.skipSpace();
    while (!this.take('}')) {
      if (entries.size > 0) this.expect(',', pointer);
      this.skipSpace();
      if (this.text.charAt(this.at) !== '"')
        throw this.problem(pointer, 'A key in quotes is missing');
      const key = this.readString(pointer);
      const place = pointerTo(pointer, key);
      if (entries.has(key))
        throw new JsonProblem(
          'rule-duplicate-key',
          place,
          `The key "${key}" appears twice in one object.`,
        );
      this.expect(':', place);
      entries.set(key, this.readValue(place, depth + 1));
      this.skipSpace();
    }
    return Object.fromEntries(entries);
  }

  private readArray(pointer: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    this.skipSpace();
    while (!this.take(']')) {
      if (items.length > 0) this.expect(',', pointer);
      items.push(this.readValue(pointerTo(pointer, items.length), depth + 1));
      this.skipSpace();
    }
    return items;
  }

  private readString(pointer: string): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text.charAt(end) !== '"')
      end += this.text.charAt(end) === '\\' ? 2 : 1;
    return this.parseToken(end + 1, pointer) as string;
  }

  private readScalar(pointer: string): unknown {
    let end = this.at;
    while (end < this.text.length && !' \t\n\r,:]}[{"'.includes(this.text.charAt(end))) end += 1;
    return this.parseToken(end, pointer);
  }

  /** Strings, numbers, true, false and null are left to JSON.parse. */
  private parseToken(end: number, pointer: string): unknown {
    try {
      const value: unknown = JSON.parse(this.text.slice(this.at, end));
      this.at = end;
      return value;
    } catch {
      throw this.problem(pointer, 'Here stands no JSON value');
    }
  }

  private skipSpace(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text.charAt(this.at)))
      this.at += 1;
  }

  private take(symbol: string): boolean {
    if (this.text.charAt(this.at) !== symbol) return false;
    this.at += 1;
    return true;
  }

  private expect(symbol: string, pointer: string): void {
    this.skipSpace();
    if (!this.take(symbol)) throw this.problem(pointer, `A ${symbol} is missing`);
  }

  private problem(pointer: string, what: string): JsonProblem {
    const before = this.text.slice(0, this.at).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    return new JsonProblem(
      'rule-json',
      pointer,
      `${what} (line ${before.length}, column ${column}).`,
    );
  }
}
