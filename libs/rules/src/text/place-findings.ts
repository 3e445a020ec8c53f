import type { Diagnostic } from '../diagnostic.ts';
import { TextPlaces } from './text-places.ts';
import type { Span } from './text-places.ts';

/** A finding about a rule set with its place in the text, and what to write there instead when that is known. */
export interface Finding extends Span {
  readonly severity: Diagnostic['severity'];
  readonly code: Diagnostic['code'];
  readonly pointer: string;
  readonly message: string;
  readonly fix: (Span & { readonly text: string }) | null;
}

/** The findings about a text, in their order, each with where in it the thing stands that it is about. */
export function placeFindings(text: string, diagnostics: readonly Diagnostic[]): Finding[] {
  if (diagnostics.length === 0) return [];
  const places = new TextPlaces(text);
  return diagnostics.map((diagnostic) => placed(places, diagnostic));
}

function placed(places: TextPlaces, diagnostic: Diagnostic): Finding {
  const { severity, code, pointer, message, suggestion } = diagnostic;
  const found = { severity, code, pointer, message };
  const [syntax] = places.syntaxErrors;
  if (code === 'rule-json' && syntax) {
    const { offset, length } = syntax;
    return { ...found, start: offset, end: offset + Math.max(length, 1), fix: null };
  }
  const span = spanOf(places, diagnostic);
  const { start, end } = diagnostic.start === undefined ? withoutQuotes(places, span) : span;
  return {
    ...found,
    ...span,
    fix: suggestion === undefined ? null : { start, end, text: suggestion },
  };
}

function spanOf(places: TextPlaces, { code, pointer, start, end }: Diagnostic): Span {
  if (start !== undefined && end !== undefined) return places.spanInside(pointer, { start, end });
  if (code === 'rule-duplicate-key') return places.spanOfProperty(pointer);
  return places.spanOfHead(pointer);
}

function withoutQuotes({ text }: TextPlaces, { start, end }: Span): Span {
  return text.charAt(start) === '"' ? { start: start + 1, end: end - 1 } : { start, end };
}
