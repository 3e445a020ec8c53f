import { describeClause, languageFunctions } from '@waybill/rules';
import type { NameReading } from '@waybill/rules';
import { pointerOf } from '@waybill/rules/text';
import type { Place, Span, TextPlaces } from '@waybill/rules/text';
import {
  clauseAt,
  isClauseList,
  isExpression,
  isFieldName,
  nameAt,
  pointerOfClause,
} from './expression-sites.ts';
import { detailOf, kindOf } from './name-words.ts';
import type { RuleContext } from './rule-context.ts';

export interface Hover {
  readonly span: Span;
  /** Paragraphs; `code` ones are shown in the letters of code. */
  readonly lines: readonly { readonly text: string; readonly code: boolean }[];
}

const entriesShown = 8;

/** What there is to say about what stands at an offset, besides what the schema says of its key. */
export function hoverAt(places: TextPlaces, offset: number, context: RuleContext): Hover | null {
  const place = places.at(offset);
  if (!place) return null;
  return (
    hoverInExpression(places, place, context) ??
    hoverOfName(place, context) ??
    hoverOfClause(places, place, context)
  );
}

function hoverInExpression(
  places: TextPlaces,
  { path, value, offset, isKey }: Place,
  context: RuleContext,
): Hover | null {
  if (value === null || isKey || !isExpression(path)) return null;
  const found = nameAt(value, offset);
  if (!found) return null;
  const span = places.spanInside(pointerOf(path), found);
  const named = context.names.find(({ name }) => name === found.word);
  if (named) return { span, lines: linesOf(named, context) };
  const called = languageFunctions.find(({ name }) => name === found.word);
  return called ? { span, lines: [code(called.signature), plain(called.summary)] } : null;
}

function hoverOfName({ path, value, span, isKey }: Place, context: RuleContext): Hover | null {
  const isDeclared = !isKey && path.length === 3 && path[2] === 'name' && path[0] !== undefined;
  if (value === null || !(isDeclared || isFieldName(path, isKey))) return null;
  const named = context.names.find(({ name }) => name === value);
  return named ? { span, lines: linesOf(named, context) } : null;
}

/** The clause in plain words: where its id stands, and where a test expects it. */
function hoverOfClause(
  places: TextPlaces,
  { path, value, offset, span, isKey }: Place,
  { document }: RuleContext,
): Hover | null {
  if (document === null || value === null || isKey) return null;
  if (isClauseList(path)) {
    const { word, ...piece } = clauseAt(value, offset);
    const pointer = pointerOfClause(document, word);
    const words = pointer === null ? null : describeClause(document, pointer);
    const at = places.spanInside(pointerOf(path), piece);
    return words === null ? null : { span: at, lines: [code(word), plain(words)] };
  }
  if (path.at(-1) !== 'id') return null;
  const words = describeClause(document, pointerOf(path.slice(0, -1)));
  return words === null ? null : { span, lines: [plain(words)] };
}

function linesOf(named: NameReading, { document, samples }: RuleContext): Hover['lines'] {
  const { name, kind, pointer } = named;
  const index = Number(pointer.split('/')[2]);
  const lines = [code(`${name}: ${detailOf(named)}`), plain(`${kindOf(named)}.`)];
  if (kind === 'derived') lines.push(code(document?.derived?.[index]?.expression ?? ''));
  if (kind === 'value-map')
    lines.push(plain(entryWords(document?.valueMaps?.[index]?.entries ?? {})));
  const seen = samples.get(name) ?? [];
  if (seen.length > 0) lines.push(plain(`In rows received lately: ${seen.join(', ')}`));
  return lines.filter(({ text }) => text !== '');
}

function entryWords(entries: Readonly<Record<string, string>>): string {
  const all = Object.entries(entries);
  const shown = all.slice(0, entriesShown).map(([key, value]) => `${key} → ${value}`);
  const more = all.length > entriesShown ? `, and ${String(all.length - entriesShown)} more` : '';
  return `${shown.join(', ')}${more}`;
}

function code(text: string) {
  return { text, code: true };
}

function plain(text: string) {
  return { text, code: false };
}
