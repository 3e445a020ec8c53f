import type { SyntaxNode } from '../parse/syntax-tree.ts';

/** What a reading needs to know about the rule set. */
export interface ReadingContext {
  /** The text that the nodes stand in. */
  readonly text: string;
  /** Inputs and derived fields: a text that is spelled like one keeps its quotes. */
  readonly fields: ReadonlySet<string>;
  /** Those that are true or false. */
  readonly booleans: ReadonlySet<string>;
}

/** The words of an expression as they are written. */
export function asWritten({ start, end }: SyntaxNode, { text }: ReadingContext): string {
  return text.slice(start, end);
}

/** A value in a sentence: codes and days without quotes, anything that computes as it is written. */
export function operandWords(node: SyntaxNode, context: ReadingContext): string {
  const moment = momentOf(node);
  if (moment !== undefined) return moment;
  const written = asWritten(node, context);
  if (node.kind !== 'literal' || typeof node.value !== 'string') return written;
  const plain = /^[A-Za-z][A-Za-z0-9_.-]*$/.test(node.value) && !context.fields.has(node.value);
  return plain && !words.has(node.value) ? node.value : written;
}

/** Texts that would read as something else without quotes. */
const words: ReadonlySet<string> = new Set(['true', 'false', 'null', 'and', 'or', 'not', 'is']);

/** The day or moment of `date("…")` and `timestamp("…")`. */
export function momentOf(node: SyntaxNode): string | undefined {
  if (node.kind !== 'call' || (node.name !== 'date' && node.name !== 'timestamp')) return undefined;
  const [first] = node.args;
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

/** "A", "A or B", "A, B or C". */
export function choiceOf(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`;
}
