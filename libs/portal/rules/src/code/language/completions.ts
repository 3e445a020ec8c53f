import { languageFunctions } from '@waybill/rules';
import type { FunctionReading, NameReading } from '@waybill/rules';
import { pointerOf } from '@waybill/rules/text';
import type { Span, TextPlaces } from '@waybill/rules/text';
import { isExpression, isInLiteral } from './expression-sites.ts';
import type { RuleContext } from './rule-context.ts';
import { detailOf } from './name-words.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'function' | 'value-map';
  /** In short, beside the label. */
  readonly detail: string;
  readonly documentation: string;
  /** As a snippet: `$0` is where one goes on writing. */
  readonly insert: string;
  /** What it replaces. */
  readonly span: Span;
}

/** What may be written at an offset within an expression; nothing elsewhere, where the schema knows. */
export function completionsAt(
  places: TextPlaces,
  offset: number,
  context: RuleContext,
): Completion[] {
  const place = places.at(offset);
  if (place?.value === null || !place || place.isKey || !isExpression(place.path)) return [];
  const before = place.value.slice(0, place.offset);
  if (isInLiteral(place.value, place.offset)) return [];
  const start = before.length - (/[A-Za-z_]\w*$/.exec(before)?.[0].length ?? 0);
  const span = places.spanInside(pointerOf(place.path), { start, end: place.offset });
  const known = context.names.filter((name) => isKnownTo(place.path, name));
  const maps = known.filter(({ kind }) => kind === 'value-map');
  if (/\blookup\(\s*\w*$/.test(before))
    return maps.map((map) => nameCompletion(map, span, context));
  const fields = known.filter(({ kind }) => kind !== 'value-map');
  return [
    ...fields.map((field) => nameCompletion(field, span, context)),
    ...languageFunctions.map((each) => functionCompletion(each, span)),
  ];
}

/** A derived field sees only those before it. */
function isKnownTo(path: readonly (string | number)[], { kind, pointer }: NameReading): boolean {
  if (path[0] !== 'derived' || kind !== 'derived') return true;
  return Number(pointer.split('/')[2]) < Number(path[1]);
}

function nameCompletion(name: NameReading, span: Span, { samples }: RuleContext): Completion {
  const seen = samples.get(name.name) ?? [];
  return {
    label: name.name,
    kind: name.kind === 'value-map' ? 'value-map' : 'field',
    detail: detailOf(name),
    documentation: seen.length === 0 ? '' : `Lately ${seen.join(', ')}`,
    insert: name.name,
    span,
  };
}

function functionCompletion({ name, signature, summary }: FunctionReading, span: Span): Completion {
  return {
    label: name,
    kind: 'function',
    detail: signature,
    documentation: summary,
    insert: `${name}($0)`,
    span,
  };
}
