import type { Resource, Template, Templates, Value } from '../template.ts';

/** What is wrong with a set of templates: one sentence each, none when all is well. */
export type Check = (templates: Templates) => readonly string[];

/** Breaks a set of templates. */
export type Change = (templates: Templates) => Templates;

type Node = Record<string, unknown>;

/** Puts another value at `Resources.GetRunFunction.Properties.Timeout` of one template; `undefined` takes away what is there. */
export function put(file: string, path: string, value: Value | undefined): Change {
  return (templates) => {
    const draft = structuredClone(templates) as Record<string, Template>;
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let at = draft[file] as unknown as Node;
    for (const step of steps) at = at[step] as Node;
    if (!(last in at) && value === undefined) throw new Error(`nothing at ${file} ${path}`);
    if (value === undefined) Reflect.deleteProperty(at, last);
    else at[last] = value;
    return draft;
  };
}

export const without = (file: string, path: string) => put(file, path, undefined);

/** Replaces a piece of a template's text, wherever it stands. */
export function rewrite(file: string, piece: string, other: string): Change {
  return (templates) => {
    const text = JSON.stringify(templates[file]);
    if (!text.includes(piece)) throw new Error(`${file} does not say ${piece}`);
    return { ...templates, [file]: JSON.parse(text.replaceAll(piece, other)) as Template };
  };
}

export interface Found {
  readonly file: string;
  readonly id: string;
  readonly type: string;
  readonly resource: Resource;
  readonly properties: Readonly<Record<string, Value>>;
}

/** All resources of some types. Functions come with what their template's globals add. */
export function every(templates: Templates, ...types: readonly string[]): Found[] {
  return Object.entries(templates).flatMap(([file, { Resources, Globals }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id, resource]) => {
        const globals = resource.Type === 'AWS::Serverless::Function' ? Globals?.Function : {};
        const properties = { ...globals, ...resource.Properties };
        return { file, id, type: resource.Type, resource, properties };
      }),
  );
}

/** Those that do not pass, by name. */
export function failing(found: readonly Found[], passes: (one: Found) => boolean): string[] {
  return found.filter((one) => !passes(one)).map(({ file, id }) => `${file} ${id}`);
}

/** A value as text, for asking what is spoken of in it. */
export const textOf = (value: Value | undefined) => JSON.stringify(value ?? null);

/** What is in one list and not in the other, either way. */
export function difference(a: Iterable<string>, b: Iterable<string>): string[] {
  const [left, right] = [new Set(a), new Set(b)];
  return [
    ...[...left].filter((one) => !right.has(one)),
    ...[...right].filter((one) => !left.has(one)),
  ];
}
