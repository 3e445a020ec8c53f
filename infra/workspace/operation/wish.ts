const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** A new operation as somebody asks for it on the command line. */
export interface Wish {
  /** `<verb-noun>` */
  readonly name: string;
  /** The name as an identifier: `verbNoun`. */
  readonly key: string;
  /** The name as a type: `VerbNoun`. */
  readonly type: string;
  readonly method: Method;
  /** Under `/v1`: `/things/{thingId}`. */
  readonly path: string;
  /** Names in the path's braces. */
  readonly parameters: readonly string[];
  /** First segment of the path: the contract's file and its tag. */
  readonly resource: string;
}

const usage = 'npm run new:operation <verb-noun> -- --method GET --path /things/{thingId}';

/**
 * Reads the command line.
 * @throws Error with a sentence that says what to change
 */
export function readWish(args: readonly string[]): Wish {
  const [name = '', ...rest] = args;
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) options.set(rest[at] ?? '', rest[at + 1] ?? '');
  const unknown = [...options.keys()].find(
    (option) => option !== '--method' && option !== '--path',
  );
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}. Usage: ${usage}`);

  const method = methods.find((each) => each === (options.get('--method') ?? '').toUpperCase());
  const path = options.get('--path') ?? '';
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(name)) {
    throw new Error(
      `“${name}” is no name: a verb and a noun in lower case, such as list-things. Usage: ${usage}`,
    );
  }
  if (!method) throw new Error(`--method is one of ${methods.join(', ')}. Usage: ${usage}`);
  if (!/^(?:\/(?:[a-z]+(?:-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/.test(path) || path.startsWith('/{')) {
    throw new Error(
      `“${path}” is no path: segments in lower case, ids as {thingId}. Usage: ${usage}`,
    );
  }
  const key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    name,
    key,
    type: key.charAt(0).toUpperCase() + key.slice(1),
    method,
    path,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? ''),
    resource: path.split('/')[1] ?? '',
  };
}
