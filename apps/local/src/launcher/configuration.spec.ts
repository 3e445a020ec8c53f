import { describe, expect, it } from 'vitest';
import { childEnvironment, readConfiguration } from './configuration.ts';
import type { Environment } from './configuration.ts';
import { processesOf } from './processes.ts';
import { welcome } from './welcome.ts';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfiguration({}, [])).toMatchObject({
      ports: { portal: 4200, api: 4300, 'object-store': 4566, issuer: 4400 },
      databaseUrl: undefined,
      s3: { url: 'http://127.0.0.1:4566', builtIn: true },
      issuer: { url: 'http://localhost:4400/oauth2/default', builtIn: true },
      rescanSeconds: 60,
      leaseSeconds: 30,
      reset: false,
      empty: false,
    });
  });

  it('moves the built-in addresses with their ports', () => {
    const { s3, issuer } = readConfiguration(
      { WAYBILL_S3_PORT: '5001', WAYBILL_ISSUER_PORT: '5002' },
      [],
    );

    expect(s3.url).toBe('http://127.0.0.1:5001');
    expect(issuer.url).toBe('http://localhost:5002/oauth2/default');
  });

  it('takes --reset and --empty', () => {
    expect(readConfiguration({}, ['--reset', '--empty'])).toMatchObject({
      reset: true,
      empty: true,
    });
  });

  const senseless: [string, Environment, string[], RegExp][] = [
    [
      'a word for a port',
      { WAYBILL_PORT: 'http' },
      [],
      /WAYBILL_PORT must be .* 65535; it is “http”/,
    ],
    ['a port too high', { WAYBILL_S3_PORT: '70000' }, [], /WAYBILL_S3_PORT/],
    ['a negative lease', { WAYBILL_LEASE_S: '-1' }, [], /WAYBILL_LEASE_S/],
    ['half a second', { WAYBILL_RESCAN_S: '0.5' }, [], /WAYBILL_RESCAN_S/],
    ['an endpoint without http', { WAYBILL_S3_ENDPOINT: 'minio:9000' }, [], /WAYBILL_S3_ENDPOINT/],
    ['another database', { WAYBILL_DATABASE_URL: 'postgres://a:secret@b/c' }, [], /mysql:\/\//],
    ['an unknown option', {}, ['--rest'], /Unknown option --rest/],
  ];
  it.each(senseless)('refuses %s in one sentence', (_name, env, args, message) => {
    expect(() => readConfiguration(env, args)).toThrow(message);
  });

  it('never repeats a database password', () => {
    const wrong = () => readConfiguration({ WAYBILL_DATABASE_URL: 'postgres://a:secret@b/c' }, []);
    const right = readConfiguration({ WAYBILL_DATABASE_URL: 'mysql://a:secret@db:3306/c' }, []);

    expect(wrong).not.toThrow(/secret@/);
    expect(welcome(right)).toContain('MySQL at db:3306');
    expect(welcome(right)).not.toContain('secret@');
  });

  it('hands every process the whole of it', () => {
    const configuration = readConfiguration({ WAYBILL_HOME: '/var/waybill' }, ['--empty']);

    expect(childEnvironment(configuration, { LANG: 'C' })).toEqual({
      LANG: 'C',
      WAYBILL_HOME: '/var/waybill',
      WAYBILL_PORT: '4200',
      WAYBILL_API_PORT: '4300',
      WAYBILL_S3_PORT: '4566',
      WAYBILL_ISSUER_PORT: '4400',
      WAYBILL_S3_ENDPOINT: 'http://127.0.0.1:4566',
      WAYBILL_ISSUER: 'http://localhost:4400/oauth2/default',
      WAYBILL_RESCAN_S: '60',
      WAYBILL_LEASE_S: '30',
      WAYBILL_EMPTY: '1',
    });
  });
});

describe('the processes', () => {
  const named = (env: Environment) =>
    processesOf(readConfiguration(env, [])).map((wave) => wave.map(({ name }) => name));

  it('tell no story to a hub that is to be empty', () => {
    expect(named({ WAYBILL_EMPTY: '1' }).flat()).not.toContain('history');
  });

  it('start in waves', () => {
    expect(named({})).toEqual([
      ['object-store', 'issuer'],
      ['api'],
      ['worker', 'portal'],
      ['history'],
    ]);
  });

  it('leave out what is outside', () => {
    const outside = {
      WAYBILL_S3_ENDPOINT: 'https://s3.example',
      WAYBILL_ISSUER: 'https://id.example',
    };

    expect(named(outside)).toEqual([['api'], ['worker', 'portal']]);
  });
});

describe('the welcome', () => {
  it('shows the addresses and every local account', () => {
    const text = welcome(readConfiguration({ WAYBILL_PORT: '4211' }, []));

    expect(text).toContain('http://localhost:4211');
    for (const login of ['admin ', 'admin2', 'auditor2']) expect(text).toContain(login);
    expect(new Set(text.split('\n').map((line) => line.length)).size).toBe(1);
  });
});
