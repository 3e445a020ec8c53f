export interface Difference {
  /** Names from the outside in: `['layout', 'columns', 'amount', 'type']`. */
  readonly path: readonly string[];
  /** `moved`: the same things in another order, named in `before` and `after`. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Undefined where it was added. */
  readonly before: unknown;
  /** Undefined where it was removed. */
  readonly after: unknown;
}

/** What tells the things of a list apart, the first that all of them have. */
const nameKeys = ['id', 'name', 'field', 'code'];

/**
 * What differs between two JSON values, in the order of the first. Things of a list are matched by their name, where they have one, and not by their
 * place, so that a column put in the middle is one difference and not one per column behind it. That is why no diff library is used:
 * the small ones compare lists by place, the others bring a patch format that nobody here applies.
 */
export function differencesOf(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Difference[] {
  if (Object.is(before, after)) return [];
  if (before === undefined) return [{ path, kind: 'added', before, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after }];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differencesOf(before[name], after[name], [...path, name]));
  }
  return [{ path, kind: 'changed', before, after }];
}

function listDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): Difference[] {
  const key = nameKeys.find((each) => areNamedBy(each, before) && areNamedBy(each, after));
  if (key === undefined) {
    if (before.length === after.length && [...before, ...after].every(isObject))
      return before.flatMap((thing, at) =>
        differencesOf(thing, after[at], [...path, String(at + 1)]),
      );
    const same = JSON.stringify(before) === JSON.stringify(after);
    return same ? [] : [{ path, kind: 'changed', before, after }];
  }
  const [first, second] = [byName(before, key), byName(after, key)];
  const names = new Set([...first.keys(), ...second.keys()]);
  const inside = [...names].flatMap((name) =>
    differencesOf(first.get(name), second.get(name), [...path, name]),
  );
  const [was, is] = [first, second].map((things) =>
    [...things.keys()].filter((name) => first.has(name) && second.has(name)),
  );
  const moved = JSON.stringify(was) !== JSON.stringify(is);
  return moved ? [...inside, { path, kind: 'moved', before: was, after: is }] : inside;
}

/** Whether every thing of the list has a name of its own there. */
function areNamedBy(key: string, list: readonly unknown[]): boolean {
  const names = list.map((thing) => (isObject(thing) ? thing[key] : undefined));
  return names.every((name) => typeof name === 'string') && new Set(names).size === list.length;
}

function byName(list: readonly unknown[], key: string): Map<string, unknown> {
  return new Map(list.map((thing) => [String(isObject(thing) ? thing[key] : ''), thing]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
