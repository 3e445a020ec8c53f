import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { apiChecks } from './api-checks.ts';
import { bucketChecks } from './bucket-checks.ts';
import type { BucketSettings } from './bucket-checks.ts';
import { databaseChecks, stepsOfThisRelease } from './database-checks.ts';
import { findingsOf } from './finding.ts';
import type { Check, Outcome } from './finding.ts';
import { issuerChecks } from './issuer-checks.ts';
import { machineChecks } from './machine-checks.ts';
import { portalChecks } from './portal-checks.ts';

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
}
type Environment = Record<string, Reply>;

/** What the environment answers now, by path; with ` +` when a token is sent. */
let answers: Environment = {};
let server: Server;
let origin = '';
let issuer = '';
const version = '1.2.3';

beforeAll(async () => {
  server = createServer((request, response) => {
    const key = `${request.url ?? ''}${request.headers.authorization === undefined ? '' : ' +'}`;
    const { status = 200, headers = {}, body = '' } = answers[key] ?? { status: 404 };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  issuer = `${origin}/issuer`;
});
afterAll(() => server.close());

const page = '<!doctype html><app-root></app-root>';
const html = { 'content-type': 'text/html' };
const csp = "script-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const guards = {
  ...html,
  'content-security-policy': csp,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};
const problem = { 'content-type': 'application/problem+json' };

/** Of the sources, because a tool may not be built on the BFF: what is asked of it has to be there. */
const bffSource = new URL('../../../../libs/backend/bff/src/screens/screens.ts', import.meta.url);
const bffPaths = Array.from(
  readFileSync(bffSource, 'utf8').matchAll(/path: '(\/bff\/[^':]+)'/g),
  ([, path = '']) => path,
);
const bffAnswering = (reply: Reply): Environment =>
  Object.fromEntries(bffPaths.map((path) => [path, reply]));

const integrity = { balanced: true, entries: 5, balancesAgree: true, auditChain: { intact: true } };

/** A run that was queued so many seconds ago. */
const waitingFor = (seconds: number) => ({
  id: 'run_01',
  queuedAt: new Date(Date.now() - seconds * 1000).toISOString(),
});

const sound = (): Environment => ({
  '/v1/runs?limit=1': { status: 401, headers: problem, body: { code: 'AUTH-001' } },
  '/v1/runs?limit=1 +': { body: { items: [] } },
  '/v1/ledger/integrity +': { body: integrity },
  '/v1/runs?state=queued&sort=oldest&limit=1 +': { body: { items: [waitingFor(5)] } },
  '/issuer/.well-known/openid-configuration': { body: { issuer, jwks_uri: `${issuer}/keys` } },
  '/issuer/keys': { body: { keys: [{ kid: 'a', use: 'sig' }] } },
  '/': { headers: guards, body: page },
  '/runs': { headers: guards, body: page },
  '/config.json': { body: { issuer, apiUrl: `${origin}/v1`, environment: 'dev', version } },
  '/not-there-0000.js': { status: 404 },
  ...bffAnswering({ status: 401, headers: problem, body: {} }),
});

const checks = (): Check[] => [
  ...apiChecks(`${origin}/v1`, 'token', Date.now),
  ...issuerChecks(issuer),
  ...portalChecks(origin, { api: `${origin}/v1`, issuer, version }),
];
const wrongIn = async (all: Check[]) =>
  (await findingsOf(all)).filter(({ outcome }) => outcome.kind !== 'well').map(({ code }) => code);

describe('an environment', () => {
  it('that is well has nothing wrong, and all of it was looked at', async () => {
    answers = sound();

    expect(await wrongIn(checks())).toEqual([]);
  });

  const broken: readonly [string, () => Environment, readonly string[]][] = [
    ['whose API answers strangers', () => ({ '/v1/runs?limit=1': {} }), ['API-001']],
    ['whose API fails', () => ({ '/v1/runs?limit=1': { status: 502 } }), ['API-001']],
    [
      'whose address leads elsewhere',
      () => ({ '/v1/runs?limit=1': { status: 404, headers: html } }),
      ['API-001'],
    ],
    [
      'whose clock is wrong',
      () => ({
        '/v1/runs?limit=1': {
          status: 401,
          headers: { ...problem, date: 'Sat, 01 Jan 2000 00:00:00 GMT' },
          body: { code: 'x' },
        },
      }),
      ['API-003'],
    ],
    ['that takes no token', () => ({ '/v1/runs?limit=1 +': { status: 401 } }), ['API-004']],
    ['without its database', () => ({ '/v1/runs?limit=1 +': { status: 503 } }), ['API-004']],
    [
      'whose ledger does not balance',
      () => ({ '/v1/ledger/integrity +': { body: { ...integrity, balanced: false } } }),
      ['API-005'],
    ],
    [
      'whose audit chain is broken',
      () => ({
        '/v1/ledger/integrity +': { body: { ...integrity, auditChain: { intact: false } } },
      }),
      ['API-005'],
    ],
    [
      'whose ledger may not be looked at',
      () => ({ '/v1/ledger/integrity +': { status: 403 } }),
      ['API-005'],
    ],
    [
      'whose runs nobody takes up',
      () => ({
        '/v1/runs?state=queued&sort=oldest&limit=1 +': { body: { items: [waitingFor(900)] } },
      }),
      ['API-006'],
    ],
    [
      'whose runs may not be looked at',
      () => ({ '/v1/runs?state=queued&sort=oldest&limit=1 +': { status: 403 } }),
      ['API-006'],
    ],
    [
      'whose issuer calls itself otherwise',
      () => ({
        '/issuer/.well-known/openid-configuration': {
          body: { issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` },
        },
      }),
      ['TOK-001'],
    ],
    ['whose issuer shows no keys', () => ({ '/issuer/keys': { body: { keys: [] } } }), ['TOK-002']],
    ['whose portal is not there', () => ({ '/runs': { status: 403 } }), ['PRT-001']],
    [
      'whose pages let any script in',
      () => ({
        '/': {
          headers: {
            ...guards,
            'content-security-policy': csp.replace("'self'", "'unsafe-inline'"),
          },
        },
      }),
      ['PRT-002'],
    ],
    [
      'whose pages are kept',
      () => ({ '/': { headers: { ...guards, 'cache-control': 'max-age=600' } } }),
      ['PRT-002'],
    ],
    [
      'whose portal is that of another environment',
      () => ({ '/config.json': { body: { issuer, apiUrl: 'https://other/v1', version } } }),
      ['PRT-003'],
    ],
    [
      'whose portal is of another release',
      () => ({ '/config.json': { body: { issuer, apiUrl: `${origin}/v1`, version: '1.2.2' } } }),
      ['PRT-004'],
    ],
    [
      'whose portal has no configuration',
      () => ({ '/config.json': { status: 404 } }),
      ['PRT-003', 'PRT-004'],
    ],
    [
      'that answers a missing script with a page',
      () => ({ '/not-there-0000.js': { headers: html, body: page } }),
      ['PRT-005'],
    ],
    ['whose BFF is a page', () => bffAnswering({ headers: html, body: page }), ['PRT-006']],
    ['whose BFF is not there', () => bffAnswering({ status: 404, headers: problem }), ['PRT-006']],
  ];
  it.each(broken)('%s', async (_, change, codes) => {
    answers = { ...sound(), ...change() };

    expect(await wrongIn(checks())).toEqual(codes);
  });

  it('that nobody answers for is wrong, and is told of as that', async () => {
    const [finding] = await findingsOf(apiChecks('http://127.0.0.1:1/v1', undefined, Date.now));

    expect(finding?.outcome).toMatchObject({
      kind: 'wrong',
      remedy: expect.stringContaining('DNS'),
    });
  });

  it.each(['http://127.0.0.1:1/v1', 'https://127.0.0.1:1/v1'])(
    'that does not answer at %s is said nothing of but that',
    async (api) => {
      const outcomes = await findingsOf(apiChecks(api, undefined, Date.now));

      const silent = { kind: 'unchecked', because: 'the API did not answer', asked: true };
      expect(outcomes.slice(1, 3).map(({ outcome }) => outcome)).toEqual([silent, silent]);
    },
  );

  it('is reached by TLS unless it is this machine', async () => {
    const outcomes = await findingsOf(apiChecks('http://hub.invalid/v1', undefined, Date.now));

    expect(outcomes.find(({ code }) => code === 'API-002')?.outcome.kind).toBe('wrong');
  });
});

describe('a database', () => {
  const sound = {
    "show session status like 'Ssl_cipher'": [{ Value: 'TLS_AES_256' }],
    "show tables like 'kysely_migration'": [{}],
    'select name from kysely_migration': [{ name: '001-a' }],
    'select @@global.sql_mode as mode, @@global.time_zone as zone': [
      { mode: 'STRICT_TRANS_TABLES', zone: '+00:00' },
    ],
  };
  const look = (change: object, expected = ['001-a']) => {
    const rows = { ...sound, ...change } as Record<string, Record<string, unknown>[]>;
    const asks = {
      rows: (statement: string) => Promise.resolve(rows[statement] ?? []),
      end: () => Promise.resolve(),
    };
    return wrongIn(
      databaseChecks('mysql://a@db.example/waybill', expected, () => Promise.resolve(asks)),
    );
  };

  it.each([
    ['that is well', {}, ['001-a'], []],
    [
      'in plain text',
      { "show session status like 'Ssl_cipher'": [{ Value: '' }] },
      ['001-a'],
      ['DB-001'],
    ],
    ['that is behind', {}, ['001-a', '002-b'], ['DB-002']],
    [
      'that is ahead',
      { 'select name from kysely_migration': [{ name: '001-a' }, { name: '009-z' }] },
      ['001-a'],
      ['DB-002'],
    ],
    ['without a schema', { "show tables like 'kysely_migration'": [] }, ['001-a'], ['DB-002']],
    [
      'in local time',
      {
        'select @@global.sql_mode as mode, @@global.time_zone as zone': [
          { mode: 'STRICT_TRANS_TABLES', zone: 'SYSTEM' },
        ],
      },
      ['001-a'],
      ['DB-003'],
    ],
  ])('%s', async (_, change, expected, codes) => {
    expect(await look(change, expected)).toEqual(codes);
  });

  it('that cannot be reached is not checked, which was asked', async () => {
    const findings = await findingsOf(
      databaseChecks('mysql://x', [], () => Promise.reject(new Error('refused'))),
    );

    expect(findings.map(({ outcome }) => outcome)).toEqual(
      findings.map(() => ({ kind: 'unchecked', because: 'refused', asked: true })),
    );
  });

  it('is compared with the steps of the sources, each once', () => {
    const steps = stepsOfThisRelease();

    expect(steps).toEqual(
      expect.arrayContaining(['001-first', '012-file-names-filled', '020-trials']),
    );
    expect(new Set(steps).size).toBe(steps.length);
  });
});

describe('a bucket', () => {
  const sound: BucketSettings = { encryption: 'aws:kms', versioning: 'Enabled', isClosed: true };
  const named = (name: string) => Object.assign(new Error(name), { name });
  const outcomeOf = async (settings: BucketSettings | Error): Promise<Outcome | undefined> => {
    const answer = () =>
      settings instanceof Error ? Promise.reject(settings) : Promise.resolve(settings);
    return (await findingsOf(bucketChecks(['b'], answer)))[0]?.outcome;
  };

  it.each([
    ['that is well', sound, { kind: 'well' }],
    ['without a key of its own', { ...sound, encryption: 'AES256' }, { kind: 'wrong' }],
    ['without versions', { ...sound, versioning: null }, { kind: 'wrong' }],
    ['open to the public', { ...sound, isClosed: false }, { kind: 'wrong' }],
    ['that is not there', named('NoSuchBucket'), { kind: 'wrong' }],
    ['nobody may ask about', named('CredentialsProviderError'), { kind: 'unchecked', asked: true }],
  ])('%s', async (_, settings, outcome) => {
    expect(await outcomeOf(settings)).toMatchObject(outcome);
  });
});

describe('a machine', () => {
  it('with an old Node, no programs and a full disk is told of each', async () => {
    const poor = {
      nodeVersion: '20.1.0',
      env: { PATH: '/nowhere', WAYBILL_PORT: origin.split(':')[2] },
      freeGb: 0.5,
    };
    const codes = await wrongIn(machineChecks(poor));

    expect(codes).toEqual(expect.arrayContaining(['LOC-001', 'LOC-002', 'LOC-005']));
  });
});

describe('waybill doctor', () => {
  it('ends with 1 when something is wrong, and says what to do', async () => {
    answers = { ...sound(), '/issuer/keys': { body: {} } };
    const { out, exitCode } = await runCommandLine(['doctor', '--issuer', issuer]);

    expect(exitCode).toBe(1);
    expect(out).toContain('well         TOK-001');
    expect(out).toMatch(/WRONG +TOK-002[^\n]*\n +found .*; expected .*\n +Look at the issuer/);
    expect(out).toContain('not checked  PRT-001');
  });

  it('ends with 0 when what was asked is well', async () => {
    answers = sound();

    expect(await runCommandLine(['doctor', '--issuer', `${issuer}/`])).toMatchObject({
      exitCode: 0,
    });
  });

  it('says the same for a program', async () => {
    answers = sound();
    const { out } = await runCommandLine(['doctor', '--issuer', issuer, '--json']);

    expect((JSON.parse(out) as { findings: unknown[] }).findings).toContainEqual({
      code: 'TOK-001',
      what: 'the issuer describes itself',
      result: 'well',
      found: issuer,
    });
  });

  it('tells of that in its help', async () => {
    expect((await runCommandLine(['doctor', '--help'])).out).toContain('--json');
  });

  it.each([
    [['doctor'], 'Say what to look at'],
    [['doctor', 'x'], 'not by files'],
    [['doctor', '--api', 'api.example.com'], 'no http or https address'],
  ])('%j is refused', async (args, says) => {
    const { err, exitCode } = await runCommandLine(args);

    expect(exitCode).toBe(2);
    expect(err).toContain(says);
  });
});
