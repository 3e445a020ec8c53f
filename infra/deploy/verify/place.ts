/** Where a release is looked at, as browsers see it. */
export interface Place {
  /** Without a slash at its end. */
  readonly address: string;
  /** What each answer has to carry; `${Name}` stands for what the stack puts there. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed. */
  readonly body: Uint8Array;
}

export async function look(
  { address, signal }: Place,
  path: string,
  accepted = 'br, gzip',
): Promise<Seen> {
  const answer = await fetch(`${address}${path}`, {
    headers: { 'accept-encoding': accepted },
    redirect: 'manual',
    signal,
  });
  const body = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, body };
}

/** Which of the headers of the place an answer lacks, or has otherwise. */
export function wrongHeaders({ headers }: Place, seen: Seen): string[] {
  return Object.entries(headers)
    .filter(([name, expected]) => !patternOf(expected).test(seen.headers.get(name) ?? ''))
    .map(([name]) => `${name} is ${seen.headers.get(name) ?? 'missing'}`);
}

function patternOf(expected: string): RegExp {
  const pieces = expected.split(/\$\{[^}]+\}/);
  return new RegExp(
    `^${pieces.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^ ;]+')}$`,
  );
}
