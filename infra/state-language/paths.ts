import type { Json } from './definition.ts';
import { StatesError } from './states-error.ts';

type Node = Readonly<Record<string, Json>>;

/** What stands at `$.a.b`, or at `$$.a.b` of the context. @throws StatesError when nothing does */
export function valueAt(path: string, input: Json, context: Json = {}): Json {
  const [root, ...steps] = path.split('.');
  let value: Json | undefined = root === '$$' ? context : input;
  for (const step of steps) value = isNode(value) ? value[step] : undefined;
  if (value !== undefined && (root === '$' || root === '$$')) return value;
  throw new StatesError('States.Runtime', `There is nothing at ${path}`);
}

/** A template with the values of its fields that end with `.$`. */
export function filledIn(template: Json, input: Json, context: Json = {}): Json {
  if (Array.isArray(template))
    return template.map((each) => filledIn(each as Json, input, context));
  if (!isNode(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), valueAt(String(value), input, context)]
        : [name, filledIn(value, input, context)],
    ),
  );
}

/** The output of a state: its input with the result at a path, or the result, or the input alone. */
export function withResult(path: string | null | undefined, input: Json, result: Json): Json {
  if (path === null) return input;
  if (path === undefined || path === '$') return result;
  const [root, field, ...deeper] = path.split('.');
  if (root !== '$' || field === undefined || deeper.length > 0 || !isNode(input))
    throw new StatesError('States.ResultPathMatchFailure', `${path} cannot be put into the input`);
  return { ...input, [field]: result };
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
