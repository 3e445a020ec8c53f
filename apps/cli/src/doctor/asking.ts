import { reasonOf } from './finding.ts';

const patienceMs = 10_000;

export type Asked =
  | {
      readonly answered: true;
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
    }
  | { readonly answered: false; readonly because: string };

/** Asks an address once and without following it elsewhere; that nobody answers is an answer too. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    const text = await response.text();
    return { answered: true, status: response.status, headers: response.headers, text };
  } catch (error) {
    return { answered: false, because: reasonOf(error) };
  }
}

/** `null` for what is no JSON object. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

export function isLoopback(url: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
}
