import { factNames, ruleSetSchemaUrl } from '@waybill/rules';
import type { FactName, InputDeclaration, RuleSetDocument, Slot, WrittenRow } from '@waybill/rules';

/** Rules that take in every field and do nothing: what they are given is what the row has. */
export function everyField(slots: readonly Slot[]): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'every-field',
    inputs: slots.map(({ name, type, scale }) => ({
      name,
      type,
      ...(type === 'decimal' && { scale: scale ?? 0 }),
      optional: true,
    })),
    rules: [{ id: 'nothing', when: 'true', then: [{ do: 'skip', reason: 'Only looked at.' }] }],
  };
}

/** As everyField, and what was known about the row's member. @param dateInput The field that months and years are counted by */
export function everyFieldAndFact(slots: readonly Slot[], dateInput?: string): RuleSetDocument {
  const fields = everyField(slots);
  const facts = factNames.map((fact) => ({ name: factKey(fact), type: 'integer', fact }) as const);
  const isFree = ({ name }: InputDeclaration) => !slots.some((slot) => slot.name === name);
  return {
    ...fields,
    inputs: [...fields.inputs, ...facts.filter(isFree)],
    ...(dateInput !== undefined && { dateInput }),
  };
}

/** What the value of an input is called in a row of everything. */
export function keyOf({ name, fact }: InputDeclaration): string {
  return fact === undefined ? name : factKey(fact);
}

/** A row of everything as these rules take it in. */
export function rowFor({ inputs }: RuleSetDocument, everything: WrittenRow): WrittenRow {
  return Object.fromEntries(inputs.map((input) => [input.name, everything[keyOf(input)] ?? null]));
}

function factKey(fact: FactName): string {
  return `fact_${fact}`;
}
