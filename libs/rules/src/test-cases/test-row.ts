import type { FactName, RuleSetDocument } from '../document/rule-set-document.ts';
import type { Slot, Value } from '../value.ts';
import { readWritten, writeValue } from '../written-value.ts';

/** A row as tests write it: values by input name, as text. */
export type WrittenRow = Readonly<Record<string, string | null>>;

/** What a program is given for a row. */
export interface ReadRow {
  readonly values: readonly Value[];
  readonly facts: Readonly<Record<FactName, number>>;
}

/** The values of a written row. What cannot be read or is not written has no value; a fact is 0 then. */
export function readRow(
  { inputs }: RuleSetDocument,
  slots: readonly Slot[],
  row: WrittenRow,
): ReadRow {
  const facts = { balance: 0, accruedThisMonth: 0, accruedThisYear: 0 };
  for (const { name, fact } of inputs) {
    const value = fact && readValue(row, { name, type: 'integer' });
    if (fact !== undefined && typeof value === 'number') facts[fact] = value;
  }
  const declared = new Set(inputs.filter(({ fact }) => fact === undefined).map(({ name }) => name));
  const values = slots.map((slot) => (declared.has(slot.name) ? readValue(row, slot) : null));
  return { values, facts };
}

function readValue(row: WrittenRow, slot: Slot): Value {
  const written = Object.hasOwn(row, slot.name) ? row[slot.name] : undefined;
  return typeof written === 'string' ? (readWritten(written, slot) ?? null) : null;
}

/** A record of the feed as tests write it: the declared inputs only, so that nothing else of a person enters the rule set. */
export function writeRow(
  { inputs }: RuleSetDocument,
  slots: readonly Slot[],
  values: readonly Value[],
  facts: Readonly<Partial<Record<FactName, number>>> = {},
): WrittenRow {
  const written = inputs.map(({ name, fact }) => {
    if (fact !== undefined) return [name, String(facts[fact] ?? 0)] as const;
    const at = slots.findIndex((slot) => slot.name === name);
    const [slot, value = null] = [slots[at], values[at]];
    return [name, slot === undefined || value === null ? null : writeValue(value, slot)] as const;
  });
  return Object.fromEntries(written);
}
