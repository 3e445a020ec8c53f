import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';
import type { Value } from '../template.ts';

/** What is wrong with a value, each time with the path to it; none when it is of the type. */
export function checkValue(
  spec: SpecDatabase,
  value: Value,
  type: PropertyType,
  path: string,
): string[] {
  const branches = branchesOf(value);
  if (branches) return branches.flatMap((one) => checkValue(spec, one, type, path));
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'string':
      return isScalar(value)
        ? checkAllowed(value, type.allowedValues, path)
        : [`${path} is no text`];
    case 'integer':
    case 'number':
      return isNumber(value) ? [] : [`${path} is no number`];
    case 'boolean':
      return ['true', 'false'].includes(String(value)) ? [] : [`${path} is neither true nor false`];
    case 'array':
      return isList(value)
        ? value.flatMap((one, at) => checkValue(spec, one, type.element, `${path}.${String(at)}`))
        : [`${path} is no list`];
    case 'map':
      return isMap(value)
        ? Object.entries(value).flatMap(([key, one]) =>
            checkValue(spec, one, type.element, `${path}.${key}`),
          )
        : [`${path} is no map`];
    case 'ref': {
      const { properties } = spec.get('typeDefinition', type.reference.$ref);
      return isMap(value) ? checkMembers(spec, value, properties, path) : [`${path} is no map`];
    }
    case 'union': {
      const tries = type.types.map((one) => checkValue(spec, value, one, path));
      return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? []);
    }
    // Policies and other documents of their own language.
    case 'json':
    case 'date-time':
    case 'null':
    case 'tag':
      return [];
  }
}

/** That a map has what it must have, nothing that is not known, and each of its type. */
export function checkMembers(
  spec: SpecDatabase,
  value: Readonly<Record<string, Value>>,
  properties: Readonly<Record<string, Property>>,
  path: string,
): string[] {
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required && !(name in value))
    .map(([name]) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, one]) => {
    const property = properties[name];
    return property
      ? checkValue(spec, one, property.type, `${path}.${name}`)
      : [`${path}.${name} is not known`];
  });
  return [...missing, ...wrong];
}

function checkAllowed(
  value: Value,
  allowed: readonly string[] | undefined,
  path: string,
): string[] {
  if (!allowed || allowed.includes(String(value))) return [];
  return [`${path} is ${String(value)}, not one of ${allowed.join(', ')}`];
}

/** The two values of `Fn::If`. */
function branchesOf(value: Value): readonly Value[] | null {
  const chosen = isMap(value) ? value['Fn::If'] : undefined;
  return isList(chosen) ? chosen.slice(1) : null;
}

/** What CloudFormation puts a value in for; of which type is known only then. */
function isIntrinsic(value: Value): boolean {
  const [key = '', ...more] = isMap(value) ? Object.keys(value) : [];
  return more.length === 0 && (key === 'Ref' || key === 'Condition' || key.startsWith('Fn::'));
}

const isScalar = (value: Value) => ['string', 'number', 'boolean'].includes(typeof value);

const isNumber = (value: Value) =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

const isMap = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
