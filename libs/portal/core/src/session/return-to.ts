/**
 * The place in the portal to go back to after a sign-in, or `/` when the text is anything but a path of
 * ours: `//evil.example`, `javascript:` and `/\evil` all leave the origin in some browser.
 */
export function safeReturnTo(text: string | null | undefined): string {
  if (!text?.startsWith('/')) return '/';
  const origin = 'https://portal.invalid';
  const url = URL.canParse(text, origin) ? new URL(text, origin) : null;
  if (url?.origin !== origin || text.startsWith('/auth/')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
