import { expressionLimits } from './expression-limits.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

const wordsForOperators: Readonly<Record<string, string>> = {
  and: 'Write && for "and".',
  or: 'Write || for "or".',
  not: 'Write ! for "not".',
  is: 'Write == to compare.',
};

/** A position in the tokens of one expression, with the counters that keep it small. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private position = 0;
  private nodes = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  get current(): Token {
    return this.peek(0);
  }

  /** The token `ahead` places further; the end token beyond the end. */
  peek(ahead: number): Token {
    const index = Math.min(this.position + ahead, this.tokens.length - 1);
    return this.tokens[index] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  next(): Token {
    const token = this.current;
    this.position += 1;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.current.kind === 'symbol' && this.current.text === text;
  }

  isName(text: string): boolean {
    return this.current.kind === 'name' && this.current.text === text;
  }

  /** Takes the symbol if it is next. */
  take(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.position += 1;
    return true;
  }

  expect(symbol: string): Token {
    if (this.isSymbol(symbol)) return this.next();
    throw this.unexpected(`Here a ${symbol} is missing`);
  }

  expectEnd(lead: string): void {
    if (this.current.kind !== 'end') throw this.unexpected(lead);
  }

  /** The problem of standing at a token that does not fit. */
  unexpected(lead: string): SyntaxProblem {
    const { kind, text, start, end } = this.current;
    if (kind === 'end')
      return new SyntaxProblem(start, end, `${lead}; the expression ends too early.`);
    const advice =
      kind === 'name' && Object.hasOwn(wordsForOperators, text)
        ? wordsForOperators[text]
        : undefined;
    return new SyntaxProblem(
      start,
      end,
      advice ?? `${lead}; found ${kind === 'text' ? 'a text' : text}.`,
    );
  }

  countNode(): void {
    this.nodes += 1;
    if (this.nodes > expressionLimits.nodesMax) {
      const message = `An expression may have ${expressionLimits.nodesMax} parts. Move some of it to a derived field.`;
      throw new SyntaxProblem(this.current.start, this.current.end, message, 'rule-limit');
    }
  }

  /** Runs `read` one level deeper, so that no input can exhaust the stack. */
  deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > expressionLimits.depthMax) {
      const message = `An expression may be nested ${expressionLimits.depthMax} deep. Move some of it to a derived field.`;
      throw new SyntaxProblem(this.current.start, this.current.end, message, 'rule-limit');
    }
    const result = read();
    this.depth -= 1;
    return result;
  }
}
