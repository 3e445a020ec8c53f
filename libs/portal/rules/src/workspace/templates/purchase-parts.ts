import { ruleSetSchemaUrl } from '@waybill/rules';
import type {
  ExpiryRule,
  FactName,
  InputDeclaration,
  RuleSetDocument,
  Slot,
  TestCase,
} from '@waybill/rules';

export const twoYears: ExpiryRule = { months: 24, endOf: 'month' };

/** A document that reads the day and the amount of a purchase as this feed has them. */
export function ofPurchases(
  slots: readonly Slot[],
  document: Omit<RuleSetDocument, '$schema' | 'inputs'>,
  ...facts: readonly InputDeclaration[]
): RuleSetDocument {
  const { name, ...rest } = document;
  const inputs = [inputOf('occurredOn', slots), inputOf('amount', slots), ...facts];
  return { $schema: ruleSetSchemaUrl, name, inputs, ...rest };
}

export function fact(name: string, about: FactName): InputDeclaration {
  return { name, type: 'integer', fact: about };
}

/** A field of the feed as rules declare it. A feed without it is told by the checker. */
export function inputOf(name: string, slots: readonly Slot[]): InputDeclaration {
  const slot = slots.find((each) => each.name === name);
  if (slot === undefined) return { name, type: 'text' };
  const { type, scale = 0, required } = slot;
  return {
    name,
    type,
    ...(type === 'decimal' && { scale }),
    ...(required === false && { optional: true }),
  };
}

/** A purchase on a day that earns so many points. */
export function earns(id: string, row: Readonly<Record<string, string>>, points: number): TestCase {
  return { id, row, expect: { outcome: 'accrue', points } };
}

export function earnsNothing(id: string, row: Readonly<Record<string, string>>): TestCase {
  return { id, row, expect: { outcome: 'skip' } };
}
