import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import { ruleSetShape } from '../document/rule-set-shape.ts';
import { descriptions } from './descriptions.ts';
import type { JsonSchema } from '../document/json-schema.ts';

/**
 * The shape of a rule set as a JSON Schema of draft 2020-12, made of the readers that `parseRuleSet` uses. It counts the characters
 * of a text by code points, where the parser counts UTF-16 units.
 */
export function ruleSetJsonSchema(): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  refer(ruleSetShape.schema, definitions);
  const { RuleSetDocument: document, ...$defs } = definitions;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ruleSetSchemaUrl,
    ...document,
    $defs,
  };
}

/** Moves every schema with a title into the definitions, with its descriptions, and gives a reference to it. */
function refer(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const { title } = schema;
  if (title === undefined) return referInside(schema, definitions);
  definitions[title] ??= described(title, referInside(schema, definitions));
  return { $ref: `#/$defs/${title}` };
}

function referInside(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === 'properties') return [keyword, referProperties(value as object, definitions)];
    if (keyword === 'anyOf')
      return [keyword, (value as JsonSchema[]).map((one) => refer(one, definitions))];
    const isSchema = keyword === 'items' || (keyword === 'additionalProperties' && value !== false);
    return [keyword, isSchema ? refer(value as JsonSchema, definitions) : value];
  });
  return Object.fromEntries(entries) as JsonSchema;
}

function referProperties(
  properties: object,
  definitions: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  const entries = Object.entries(properties) as [string, JsonSchema][];
  return Object.fromEntries(entries.map(([name, one]) => [name, refer(one, definitions)]));
}

function described(title: string, schema: JsonSchema): JsonSchema {
  const words = descriptions[title];
  if (words === undefined) return schema;
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const description = words.properties[name];
    return [name, description === undefined ? property : { ...property, description }];
  });
  const properties = Object.fromEntries(entries) as Record<string, JsonSchema>;
  return { ...schema, description: words.about, ...(schema.properties && { properties }) };
}
