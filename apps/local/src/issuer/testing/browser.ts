import { createHash, randomBytes } from 'node:crypto';

/** As much of a browser as a sign-in needs: cookies by path, and redirects followed by hand. */
export class Browser {
  #cookies = new Map<string, { value: string; path: string }>();

  /** Fetches without following redirects; `form` makes it a POST. */
  async open(url: string | URL, form?: Record<string, string>): Promise<Response> {
    const { pathname } = new URL(url);
    const cookies = [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookies.join('; '), accept: 'text/html' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Follows redirects until a page is shown or one leads to another origin, and gives that URL. */
  async follow(response: Response): Promise<{ url: URL; response: Response }> {
    let at = new URL(response.url);
    let current = response;
    for (;;) {
      const location = current.headers.get('location');
      if (!location) return { url: at, response: current };
      const next = new URL(location, at);
      if (next.origin !== at.origin) return { url: next, response: current };
      at = next;
      current = await this.open(next);
    }
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((each) => each.startsWith('path='))?.slice(5) ?? '/';
    const gone = attributes.some((each) => each.includes('01 Jan 1970'));
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

/** A fresh PKCE pair. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
