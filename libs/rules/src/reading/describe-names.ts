import { checkInputs } from '../check/check-inputs.ts';
import { checkDerived } from '../check/check-rule-set.ts';
import { checkValueMaps } from '../check/check-value-maps.ts';
import { describe } from '../check/expression-type.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import { Findings, Scope } from '../check/scope.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { Slot } from '../value.ts';

/** A name that the expressions of a rule set may use, for a person who writes one. */
export interface NameReading {
  readonly name: string;
  readonly kind: 'input' | 'fact' | 'derived' | 'value-map';
  /** JSON pointer of what declares it. */
  readonly pointer: string;
  /** "a decimal with 4 digits"; of a value map, what it gives; null for a derived field whose expression is wrong. */
  readonly type: string | null;
  readonly mayBeMissing: boolean;
}

/** Every name of a document in its order, with the type that the checker finds. Wrong parts of the document are passed over. */
export function describeNames(document: RuleSetDocument, slots: readonly Slot[]): NameReading[] {
  const [scope, findings] = [new Scope(), new Findings()];
  checkInputs(document, slots, scope, findings);
  checkValueMaps(document, scope, findings);
  checkDerived(document, scope, findings);
  const reading = (
    name: string,
    kind: NameReading['kind'],
    pointer: string,
    type: ExpressionType | undefined,
  ): NameReading => ({
    name,
    kind,
    pointer,
    type: type === undefined || scope.broken.has(name) ? null : describe(type),
    mayBeMissing: type?.optional ?? false,
  });
  const typeOfField = (name: string) => scope.fields.get(name)?.type;
  return [
    ...document.inputs.map(({ name, fact }, index) =>
      reading(name, fact === undefined ? 'input' : 'fact', `/inputs/${index}`, typeOfField(name)),
    ),
    ...(document.derived ?? []).map(({ name }, index) =>
      reading(name, 'derived', `/derived/${index}`, typeOfField(name)),
    ),
    ...(document.valueMaps ?? []).map(({ name }, index) =>
      reading(name, 'value-map', `/valueMaps/${index}`, scope.maps.get(name)?.type),
    ),
  ];
}
