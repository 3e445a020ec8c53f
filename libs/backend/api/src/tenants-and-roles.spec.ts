import { operations, roleMatrix, roles } from '@waybill/contracts';
import type { Grant, OperationKey } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bodyFor,
  missing,
  openTestHub,
  paramsFor,
  requestFor,
  seedPartner,
} from '../testing/index.ts';
import type { Seeded, TestHub } from '../testing/index.ts';

/**
 * Every role and machine × every operation × a thing of acme's, a thing of globex's and a thing that does not exist, through the
 * real handlers. What is expected is worked out from the role matrix alone.
 */
const keys = Object.keys(operations) as OperationKey[];
const about = keys.filter((key) => requestFor[key] !== null);
/** About things that belong to who asked for them: nobody else sees them, but an admin all. */
const personal: readonly OperationKey[] = [
  'getJob',
  'cancelJob',
  'createExportUrl',
  'getSavedView',
  'putSavedView',
  'deleteSavedView',
];
const lists = keys.filter((key) => requestFor[key] === null && operations[key].method === 'GET');

let test: TestHub;
let acme: Seeded;
let globex: Seeded;
let nobody: Seeded;
let callers: {
  name: string;
  token: string;
  mayCall(key: OperationKey): boolean;
  tenant?: 'acme';
  /** The seed's own things and, as an admin, everybody's. */
  seesPersonal?: boolean;
}[];

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  globex = await seedPartner(test, 'globex');
  nobody = { ...missing, ...(await idsOfAnotherHub()) };
  const { mint } = test;
  const grantOf = (key: OperationKey): Grant => roleMatrix[operations[key].permission];
  const partnerScopes = ['waybill.read', 'waybill.ingest'];
  callers = [
    ...(await Promise.all(
      roles.map(async (role) => ({
        name: role,
        token: await mint.person(role),
        mayCall: (key: OperationKey) => grantOf(key).people.includes(role),
        seesPersonal: role === 'admin',
      })),
    )),
    {
      name: 'a machine',
      token: await mint.machine(),
      mayCall: (key) => grantOf(key).machines.includes('machine'),
      seesPersonal: true,
    },
    {
      name: 'a machine without scopes',
      token: await mint.machine({ scp: [] }),
      mayCall: () => false,
    },
    {
      name: 'a person without scopes',
      token: await mint.person('admin', { scp: [] }),
      mayCall: () => false,
    },
    {
      name: 'a person of other groups',
      token: await mint.person('admin', {
        groups: ['admin', 'waybill-', 'waybill-administrators'],
      }),
      mayCall: () => false,
    },
    {
      name: 'acme’s client',
      token: await mint.partner('acme'),
      mayCall: (key) =>
        grantOf(key).machines.includes('partner') && partnerScopes.includes(grantOf(key).scope),
      tenant: 'acme',
    },
  ];
});
afterAll(() => test.close());

const own = { name: 'own', of: () => acme };
const foreign = { name: 'foreign', of: () => globex };
const absent = { name: 'absent', of: () => nobody };

describe.each(about)('%s', (key) => {
  it.each([own, foreign, absent])(
    'is open to whom the matrix names: $name',
    async ({ name, of }) => {
      const sent = requestFor[key]?.(of()) ?? {};
      for (const { name: who, token, mayCall, tenant, seesPersonal } of callers) {
        const { status } = await test.call(key, { ...sent, token });

        const isSeen = personal.includes(key)
          ? seesPersonal === true
          : name === 'own' || tenant === undefined;
        const isThere = name !== 'absent' && isSeen;
        // A second caller may find that the first has used the thing up or changed it; what matters here is that it was let in.
        const expected = !mayCall(key)
          ? [403]
          : isThere
            ? [operations[key].status, 409, 412]
            : [404];
        expect(expected, `${who} at ${key} of ${name}`).toContain(status);
      }
    },
  );

  it('says of another partner’s thing what it says of none', async () => {
    const token = await test.mint.partner('acme');
    const anonymous = (answer: object) =>
      JSON.stringify(answer)
        .replaceAll(/globex|nobody/g, '?')
        .replaceAll(/"traceId":"\w+"|"(instance|detail)":"[^"]*"/g, '');

    const [theirs, nobodys] = await Promise.all(
      [globex, nobody].map((of) => test.call(key, { ...requestFor[key]?.(of), token })),
    );

    expect(theirs?.status).toBe(nobodys?.status);
    expect(anonymous(theirs?.body ?? {})).toBe(anonymous(nobodys?.body ?? {}));
  });
});

describe.each(keys.filter((key) => requestFor[key] === null))('%s', (key) => {
  it('is open to exactly whom the matrix names', async () => {
    for (const { name: who, token, mayCall } of callers) {
      const { status } = await test.call(key, {
        token,
        body: bodyFor[key],
        ...paramsOf(key),
      });

      const expected = mayCall(key) ? [operations[key].status, 409] : [403];
      expect(expected, `${who} at ${key}`).toContain(status);
    }
  });
});

describe.each(lists)('%s', (key) => {
  it('shows a partner nothing of another, whatever it asks for', async () => {
    const token = await test.mint.partner('acme');
    const { body } = await test.call(key, { token, ...paramsOf(key) });
    const hasFilter = 'partner' in operations[key].query.shape;
    const filtered = hasFilter
      ? await test.call(key, { token, query: { partner: 'globex' }, ...paramsOf(key) })
      : null;

    expect(JSON.stringify(body)).not.toContain('globex');
    expect(JSON.stringify(filtered?.body ?? {})).not.toContain('globex');
  });
});

describe('every refusal', () => {
  it('is in the audit trail, with who and what', async () => {
    const before = await test.database.audit.list({ action: 'access.denied', limit: 500 });

    await test.call('createPartner', { token: await test.mint.person('viewer'), body: {} });

    const after = await test.database.audit.list({ action: 'access.denied', limit: 1 });
    expect(after.items[0]).toMatchObject({
      seq: expect.any(Number),
      actor: 'person:viewer',
      object: 'operation:create-partner',
      detail: { permission: 'partners:write', client: 'waybill-bff' },
    });
    expect(before.items.map(({ seq }) => seq)).not.toContain(after.items[0]?.seq);
  });

  it('comes before anything is looked at: a body that is wrong changes nothing', async () => {
    const sent = { token: await test.mint.person('viewer'), body: '{' };

    expect((await test.call('createPartner', sent)).status).toBe(403);
    expect((await test.call('createPartner', { ...sent, token: '' })).status).toBe(401);
  });
});

function paramsOf(key: OperationKey) {
  const params = paramsFor[key];
  return params ? { params } : {};
}

/** Ids that say where a row is, well-formed, and of a run that this hub has not. */
async function idsOfAnotherHub(): Promise<Pick<Seeded, 'rowErrorId' | 'entryId'>> {
  const other = await openTestHub();
  for (const partnerId of ['first', 'second']) await seedPartner(other, partnerId);
  const { entryId, rowErrorId } = await seedPartner(other, 'third');
  await other.close();
  return { entryId, rowErrorId };
}
