import type { Method, Operation } from '@waybill/contracts';

export interface Route<Key extends string> {
  readonly key: Key;
  readonly row: Operation;
}

export type RouteMatch<Key extends string> =
  | {
      readonly kind: 'found';
      readonly route: Route<Key>;
      readonly pathParameters: Record<string, string>;
    }
  | { readonly kind: 'wrong-method'; readonly allow: readonly Method[] }
  | { readonly kind: 'unknown' };

interface Resource<Key extends string> {
  readonly segments: readonly string[];
  readonly routes: Route<Key>[];
}

/**
 * Finds the row of the operation table for a method and a path, as API Gateway does: the path is compared as it was sent, segment
 * by segment, without decoding, folding or tidying it, and a literal segment goes before a parameter.
 */
export function createRouter<Key extends string>(
  table: Readonly<Record<Key, Operation>>,
  prefix = '/v1',
) {
  const resources = resourcesOf(table, prefix);
  return (method: string, path: string): RouteMatch<Key> => {
    const segments = path.split('/');
    const resource = resources.find((candidate) => fits(candidate.segments, segments));
    if (!resource) return { kind: 'unknown' };
    const route = resource.routes.find(({ row }) => row.method === method);
    if (!route)
      return { kind: 'wrong-method', allow: resource.routes.map(({ row }) => row.method) };
    const pathParameters = Object.fromEntries(
      resource.segments.flatMap((segment, at) =>
        isParameter(segment) ? [[segment.slice(1, -1), segments[at] ?? '']] : [],
      ),
    );
    return { kind: 'found', route, pathParameters };
  };
}

function resourcesOf<Key extends string>(table: Readonly<Record<Key, Operation>>, prefix: string) {
  const resources = new Map<string, Resource<Key>>();
  for (const key of Object.keys(table) as Key[]) {
    const row = table[key];
    const resource = resources.get(row.path) ?? {
      segments: `${prefix}${row.path}`.split('/'),
      routes: [],
    };
    resource.routes.push({ key, row });
    resources.set(row.path, resource);
  }
  return [...resources.values()].sort(
    (a, b) => a.segments.filter(isParameter).length - b.segments.filter(isParameter).length,
  );
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, at) => (isParameter(part) ? segments[at] !== '' : part === segments[at]))
  );
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}
