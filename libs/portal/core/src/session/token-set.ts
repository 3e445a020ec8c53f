/**
 * Everything one tab knows about its sign-in, in the form the OpenID library keeps it in; handed whole
 * from tab to tab so that all of them live on one refresh token.
 */
export interface TokenSet {
  readonly entries: Readonly<Record<string, string>>;
}

/** The library's own storage keys that make up a sign-in. */
export const tokenKeys = [
  'access_token',
  'access_token_stored_at',
  'expires_at',
  'granted_scopes',
  'id_token',
  'id_token_claims_obj',
  'id_token_expires_at',
  'id_token_stored_at',
  'refresh_token',
  'session_state',
] as const;

/** When the access token was received, epoch ms; 0 when there is none. Newer sets replace older ones. */
export function storedAt(tokens: TokenSet | null): number {
  return numberIn(tokens, 'access_token_stored_at');
}

/** When the access token ends, epoch ms. */
export function expiresAt(tokens: TokenSet | null): number {
  return numberIn(tokens, 'expires_at');
}

/** Three quarters into its life: early enough that no call meets an expired token. */
export function renewAt(tokens: TokenSet | null): number {
  const from = storedAt(tokens);
  return from + (expiresAt(tokens) - from) * 0.75;
}

export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
}

/** Who signed in, by the ID token's claims. */
export function personOf(tokens: TokenSet | null): Person | null {
  const claims = tokens?.entries['id_token_claims_obj'];
  if (!claims) return null;
  const { sub, name, preferred_username, email }: Record<string, unknown> = JSON.parse(claims);
  if (typeof sub !== 'string') return null;
  return {
    subject: sub,
    name: textOr(name, textOr(preferred_username, sub)),
    email: typeof email === 'string' ? email : null,
  };
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function numberIn(tokens: TokenSet | null, key: string): number {
  return Number(tokens?.entries[key] ?? 0) || 0;
}
