/** The part of RFC 6902 with which cases say how a document differs from another. */
export type PatchStep =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string };

type Json = Record<string, unknown> | unknown[];

/** A copy of a JSON value with the steps applied. */
export function patched(json: unknown, steps: readonly PatchStep[]): unknown {
  const copy: unknown = structuredClone(json);
  for (const step of steps) {
    if (step.op === 'move') put(copy, step.path, take(copy, step.from));
    else if (step.op === 'remove') take(copy, step.path);
    else {
      if (step.op === 'replace') take(copy, step.path);
      put(copy, step.path, step.value);
    }
  }
  return copy;
}

function put(json: unknown, path: string, value: unknown): void {
  const { parent, key } = placeOf(json, path);
  if (Array.isArray(parent)) parent.splice(key === '-' ? parent.length : Number(key), 0, value);
  else parent[key] = value;
}

function take(json: unknown, path: string): unknown {
  const { parent, key } = placeOf(json, path);
  if (!Object.hasOwn(parent, key)) throw new Error(`The case patches ${path}, which is not there.`);
  if (Array.isArray(parent)) return parent.splice(Number(key), 1)[0];
  const value = parent[key];
  Reflect.deleteProperty(parent, key);
  return value;
}

function placeOf(json: unknown, path: string): { parent: Json; key: string } {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], json);
  return { parent: parent as Json, key: last };
}
