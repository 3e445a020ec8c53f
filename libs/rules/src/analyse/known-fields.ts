import type { CheckedRuleSet } from '../check/checked-rule-set.ts';
import { integer } from '../check/expression-type.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { parseExpression } from '../parse/parse-expression.ts';
import type { Value } from '../value.ts';
import { writeDate, writeValue } from '../written-value.ts';

/** What rules may test, by its place in the frame. */
export interface KnownField {
  readonly name: string;
  readonly place: number;
  readonly type: ExpressionType;
  /**
   * What the value is free in, whatever other fields are: the input itself, or the input that a derived field only rounds. Null when
   * other fields say something about it, so that a combination that looks possible may not be.
   */
  readonly freeIn: string | null;
}

export type KnownFields = ReadonlyMap<number, KnownField>;

export function knownFields(
  { inputs, facts, derived, groups }: CheckedRuleSet,
  document: RuleSetDocument,
): KnownFields {
  const set = new Set(
    groups.flatMap(({ clauses }) =>
      clauses.flatMap(({ outcomes }) =>
        outcomes.flatMap((outcome) => (outcome.do === 'set' ? [outcome.field] : [])),
      ),
    ),
  );
  const written = new Map((document.derived ?? []).map((one) => [one.name, one.expression]));
  const roundings = derived.map(({ name, place, expression: { type } }) => {
    const rounded = roundedName(written.get(name) ?? '');
    const isInput = inputs.some((input) => input.name === rounded);
    return { name, place, type, freeIn: isInput ? rounded : null };
  });
  const fields: KnownField[] = [
    ...inputs.map(({ name, place, type }) => ({ name, place, type, freeIn: name })),
    // What was granted this month says something about this year: facts count as one.
    ...facts.map(({ name, place }) => ({ name, place, type: integer, freeIn: 'facts' })),
    ...roundings,
  ].map((field) => (set.has(field.freeIn ?? '') ? { ...field, freeIn: null } : field));
  return new Map(fields.map((field) => [field.place, field]));
}

/** The x of `floor(x)`, `round(x)` or `ceil(x)`. */
function roundedName(expression: string): string | null {
  const node = parseExpression(expression);
  if (node.kind !== 'call' || !['floor', 'round', 'ceil'].includes(node.name)) return null;
  const [first] = node.args;
  return first?.kind === 'name' ? first.name : null;
}

/** A field's value in a sentence: `amount 12.5`, `store "NYC"`, `category without a value`. */
export function valueWords({ name, type }: KnownField, value: Value): string {
  if (value === null) return `${name} without a value`;
  if (typeof value === 'string') return `${name} ${JSON.stringify(value)}`;
  if (typeof value === 'boolean') return `${name} ${String(value)}`;
  if (type.base === 'date') return `${name} ${writeDate(value)}`;
  if (type.base === 'timestamp') return `${name} ${new Date(value).toISOString()}`;
  const written = writeValue(value, { type: 'decimal', scale: type.scale });
  return `${name} ${written.includes('.') ? written.replace(/\.?0+$/, '') : written}`;
}
