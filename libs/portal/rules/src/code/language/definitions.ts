import { pointerOf } from '@waybill/rules/text';
import type { Span, TextPlaces } from '@waybill/rules/text';
import {
  clauseAt,
  isClauseList,
  isExpression,
  isFieldName,
  nameAt,
  pointerOfClause,
} from './expression-sites.ts';
import type { RuleContext } from './rule-context.ts';

export interface Definition {
  /** What leads there. */
  readonly origin: Span;
  readonly target: Span;
}

/** Where the name at an offset is declared: an input, a derived field or a value map, or the clause that a test expects. */
export function definitionAt(
  places: TextPlaces,
  offset: number,
  { names, document }: RuleContext,
): Definition | null {
  const place = places.at(offset);
  if (!place || place.value === null) return null;
  const { path, value, span, isKey } = place;
  const to = (pointer: string | null | undefined, origin: Span): Definition | null =>
    pointer === null || pointer === undefined ? null : { origin, target: places.spanOf(pointer) };
  const declared = (word: string) => names.find(({ name }) => name === word)?.pointer;
  if (isFieldName(path, isKey)) return to(declared(value), span);
  if (isKey) return null;
  const within = (piece: Span) => places.spanInside(pointerOf(path), piece);
  if (isExpression(path)) {
    const found = nameAt(value, place.offset);
    return found && to(declared(found.word), within(found));
  }
  if (!document || !isClauseList(path)) return null;
  const clause = clauseAt(value, place.offset);
  return to(pointerOfClause(document, clause.word), within(clause));
}
