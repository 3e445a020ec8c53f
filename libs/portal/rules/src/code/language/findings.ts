import { describeNames, diagnoseRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, NameReading, Slot } from '@waybill/rules';
import { TextPlaces } from './text-places.ts';
import type { Span } from './text-places.ts';

/** A finding about a rule set with its place in the text, and what to write there instead when that is known. */
export interface Finding extends Span {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly fix: (Span & { readonly text: string }) | null;
}

export interface Findings {
  readonly findings: readonly Finding[];
  /** Null while the text is no rule set. */
  readonly names: readonly NameReading[] | null;
}

/** What is wrong with a text as the rules of a feed with these fields, and where. */
export function findingsOf(text: string, slots: readonly Slot[]): Findings {
  const parsed = parseRuleSet(text);
  if (!parsed.ok) return { findings: placedIn(text, parsed.diagnostics), names: null };
  return {
    findings: placedIn(text, diagnoseRuleSet(parsed.document, slots)),
    names: describeNames(parsed.document, slots),
  };
}

function placedIn(text: string, diagnostics: readonly Diagnostic[]): Finding[] {
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
