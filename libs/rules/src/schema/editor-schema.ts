import type { ValueMap } from '../document/rule-set-document.ts';
import type { JsonSchema } from '../document/json-schema.ts';
import type { Slot } from '../value.ts';
import { ruleSetJsonSchema } from './rule-set-json-schema.ts';

export interface EditorHints {
  /** Code lists of the feed, offered as value maps. */
  readonly valueMaps?: readonly Pick<ValueMap, 'name' | 'entries'>[];
}

/**
 * The schema for rules of one feed: an editor offers the feed's fields with their types where a field is named. It accepts the
 * documents that the shape accepts, except those whose inputs are not the feed's or that set something else.
 */
export function editorSchema(
  slots: readonly Slot[],
  { valueMaps = [] }: EditorHints = {},
): JsonSchema {
  const schema = ruleSetJsonSchema();
  const definitions: Record<string, JsonSchema> = { ...schema.$defs };
  const refine = (title: string, change: (definition: JsonSchema) => JsonSchema) => {
    definitions[title] = change(definitions[title] ?? {});
  };
  refine('InputDeclaration', (input) => ({
    ...withProperty(input, 'name', { examples: slots.map(({ name }) => name) }),
    anyOf: [...slots.map(inputOf), fact],
  }));
  refine('TableColumn', (column) =>
    withProperty(column, 'input', { anyOf: [...slots.map(named), {}] }),
  );
  refine('SetOutcome', (outcome) => withProperty(outcome, 'field', { anyOf: slots.map(named) }));
  refine('TestCase', (test) => withProperty(test, 'row', { properties: rowOf(slots) }));
  refine('ValueMap', (map) =>
    withProperty(map, 'name', { anyOf: [...valueMaps.map(offered), {}] }),
  );
  const dates = slots.filter(({ type, required }) => type === 'date' && required !== false);
  return withProperty({ ...schema, $defs: definitions }, 'dateInput', {
    anyOf: [...dates.map(named), {}],
  });
}

function withProperty(schema: JsonSchema, name: string, more: JsonSchema): JsonSchema {
  const { properties = {} } = schema;
  return { ...schema, properties: { ...properties, [name]: { ...properties[name], ...more } } };
}

const never: JsonSchema = { not: {} };

/** An input must be a field of the feed, with its type and scale. */
function inputOf(slot: Slot): JsonSchema {
  const { name, type, scale = 0 } = slot;
  const decimal = type === 'decimal';
  return {
    description: descriptionOf(slot),
    properties: {
      name: named(slot),
      type: { const: type },
      fact: never,
      scale: decimal ? { const: scale } : never,
    },
    ...(decimal && scale > 0 && { required: ['scale'] }),
    defaultSnippets: [
      {
        label: name,
        body: { name, type, ...(decimal && { scale }) },
        description: descriptionOf(slot),
      },
    ],
  };
}

const fact: JsonSchema = {
  description: "A fact about the row's member: points granted before this row.",
  properties: { type: { const: 'integer' }, scale: never, optional: { const: false } },
  required: ['fact'],
};

function named(slot: Slot): JsonSchema {
  return { const: slot.name, description: descriptionOf(slot) };
}

function offered({ name, entries }: Pick<ValueMap, 'name' | 'entries'>): JsonSchema {
  const codes = Object.entries(entries)
    .slice(0, 5)
    .map(([code, value]) => `${code}: ${value}`);
  return { const: name, description: `Value map of the feed: ${codes.join(', ')}` };
}

const exampleOf = {
  text: 'NYC',
  integer: '3',
  decimal: '12.30',
  date: '2026-01-31',
  timestamp: '2026-01-31T12:00:00Z',
  boolean: 'true',
} as const;

function rowOf(slots: readonly Slot[]): Record<string, JsonSchema> {
  const entries = slots.map((slot) => {
    const example = exampleOf[slot.type];
    const value = {
      type: ['string', 'null'],
      description: descriptionOf(slot),
      examples: [example],
    };
    return [slot.name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** "decimal, 4 digits after the point, may be missing" */
function descriptionOf({ type, scale, required }: Slot): string {
  const digits = type === 'decimal' ? `, ${scale ?? 0} digits after the point` : '';
  return `${type}${digits}${required === false ? ', may be missing' : ''}`;
}
