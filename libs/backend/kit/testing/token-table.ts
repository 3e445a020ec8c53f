import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { issuerUrl } from './token-mint.ts';
import type { TokenMint } from './token-mint.ts';

/** The pool whose tokens the table is made of, beside the issuer of the mint. */
export const poolIssuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Waybill01';
export const poolClient = '2k3s9v0waybillpeople';
export const poolMachine = '7h1d4x8waybillmachine';

/** What an operation with the permission to read answers, and what is said before it: whether the token may come at all. */
export interface TokenCase {
  readonly name: string;
  readonly token: string;
  readonly authorizer: 200 | 401 | 403;
  readonly operation: 200 | 401 | 403;
}

type Expected = TokenCase['operation'] | readonly [TokenCase['authorizer'], TokenCase['operation']];
type Row = readonly [name: string, expected: Expected, token: Promise<string> | string];

/**
 * Tokens of both issuers with everything that can be wrong with one.
 *
 * @param okta signs as the issuer of the mint, with the key `key-1`
 * @param pool signs as the user pool, with its own `key-1`
 * @param now what the tokens' times are counted from
 */
export async function tokenTable(
  okta: TokenMint,
  pool: TokenMint,
  now: Date,
): Promise<readonly TokenCase[]> {
  const at = Math.floor(now.getTime() / 1000);
  const stranger = (await generateKeyPair('RS256')).privateKey;
  const machine = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    okta.sign({ ...oktaMachine, ...claims }, header);
  const person = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    pool.sign({ ...poolPerson, ...claims }, { typ: undefined, ...header });
  const foreign = (claims: Record<string, unknown>, typ?: string) =>
    new SignJWT({ iat: at, exp: at + 600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...(typ ? { typ } : {}) })
      .sign(stranger);

  const rows: Row[] = [
    ['okta: good', 200, machine()],
    ['okta: a person by way of the BFF', 200, okta.person('viewer')],
    ['okta: no issuer', 401, machine({ iss: undefined })],
    ['okta: another authorization server', 401, machine({ iss: `${issuerUrl}2` })],
    ['okta: a slash more', 401, machine({ iss: `${issuerUrl}/` })],
    ['okta: the pool’s name with Okta’s key', 401, okta.sign(poolPerson, { typ: undefined })],
    ['okta: a token like the pool’s', 401, okta.sign({ ...poolPerson, iss: issuerUrl })],
    ['okta: another audience', 401, machine({ aud: 'api://waybill-bff' })],
    ['okta: no audience', 401, machine({ aud: undefined })],
    ['okta: expired', 401, machine({ exp: at - 61 })],
    ['okta: expired within the skew of clocks', 200, machine({ exp: at - 5 })],
    ['okta: without end', 401, machine({ exp: undefined })],
    ['okta: not yet', 401, machine({ nbf: at + 400 })],
    ['okta: not yet within the skew of clocks', 200, machine({ nbf: at + 30 })],
    ['okta: unsigned', 401, unsigned({ ...oktaMachine, iss: issuerUrl, iat: at, exp: at + 600 })],
    ['okta: HS256 with the public key', 401, hmac(okta.publicPem, issuerUrl, at)],
    ['okta: unknown kid', 401, machine({}, { kid: 'key-9' })],
    ['okta: no kid', 401, machine({}, { kid: undefined })],
    [
      'okta: another’s key under a known kid',
      401,
      foreign({ ...oktaMachine, iss: issuerUrl, aud: 'api://waybill' }, 'at+jwt'),
    ],
    ['okta: an ID token', 401, machine({}, { typ: 'JWT' })],
    ['okta: scopes as one text', 401, machine({ scp: 'waybill.read' })],
    ['okta: without the scope', [200, 403], machine({ scp: ['waybill.ingest'] })],
    ['okta: a client that is none of ours', 403, machine({ sub: 'other', cid: 'other' })],
    ['okta: a person without a client that acts', 403, okta.person('viewer', { act: undefined })],
    ['cognito: good', 200, person()],
    ['cognito: a machine', 200, pool.sign(poolMachineClaims, { typ: undefined })],
    ['cognito: another pool', 401, person({ iss: `${poolIssuer}2` })],
    ['cognito: Okta’s name with the pool’s key', 401, pool.sign(oktaMachine)],
    ['cognito: another client', 401, person({ client_id: 'another' })],
    ['cognito: no client', 401, person({ client_id: undefined })],
    ['cognito: an ID token', 401, person({ token_use: 'id', aud: poolClient })],
    ['cognito: no use', 401, person({ token_use: undefined })],
    ['cognito: expired', 401, person({ exp: at - 61 })],
    ['cognito: not yet', 401, person({ nbf: at + 400 })],
    ['cognito: unsigned', 401, unsigned({ ...poolPerson, iat: at, exp: at + 600 })],
    ['cognito: HS256 with the public key', 401, hmac(pool.publicPem, poolIssuer, at)],
    ['cognito: unknown kid', 401, person({}, { kid: 'key-9' })],
    ['cognito: another’s key under a known kid', 401, foreign(poolPerson)],
    ['cognito: scopes as a list', 401, person({ scope: ['api://waybill/waybill.read'] })],
    ['cognito: without the scope', [200, 403], person({ scope: 'openid' })],
    ['cognito: the scope of another API', [200, 403], person({ scope: 'api://x/waybill.read' })],
    ['cognito: the scope without its API', [200, 403], person({ scope: 'waybill.read' })],
    ['cognito: without a group', [200, 403], person({ 'cognito:groups': ['everyone'] })],
    ['cognito: somebody whom the pool itself knows', 403, person({ username: 'viewer' })],
    [
      'cognito: a machine by the client of people',
      403,
      person({ sub: poolClient, username: undefined }),
    ],
    ['nonsense', 401, 'nonsense'],
  ];
  return Promise.all(
    rows.map(async ([name, expected, token]) => {
      const [authorizer, operation] =
        typeof expected === 'number' ? [expected, expected] : expected;
      return { name, token: await token, authorizer, operation };
    }),
  );
}

const oktaMachine = {
  sub: 'waybill-machine',
  cid: 'waybill-machine',
  scp: ['waybill.read'],
};

const poolCommon = { iss: poolIssuer, aud: undefined, token_use: 'access', version: 2 };
const poolPerson = {
  ...poolCommon,
  sub: '1f0c5b1e-7f6e-4d11-9f7e-3f1f9b1f2c3d',
  client_id: poolClient,
  username: 'Okta_viewer',
  'cognito:groups': ['waybill-viewer'],
  scope: 'openid api://waybill/waybill.read',
};
const poolMachineClaims = {
  ...poolCommon,
  sub: poolMachine,
  client_id: poolMachine,
  scope: 'api://waybill/waybill.read',
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function unsigned(claims: object): string {
  return `${encode({ alg: 'none', kid: 'key-1' })}.${encode(claims)}.AAAA`;
}

function hmac(secret: string, iss: string, at: number): string {
  const claims = {
    ...oktaMachine,
    ...poolPerson,
    iss,
    aud: 'api://waybill',
    iat: at,
    exp: at + 600,
  };
  const text = `${encode({ alg: 'HS256', kid: 'key-1', typ: 'at+jwt' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
