import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent } from '@waybill/kit/testing';
import { openDatabase } from '@waybill/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bodyFor,
  openTestHub,
  paramsFor,
  queryFor,
  requestFor,
  seedPartner,
} from '../testing/index.ts';
import type { Seeded, TestHub } from '../testing/index.ts';
import { handlers } from './handlers.ts';
import type { Hub } from './hub.ts';

let test: TestHub;
let away: Hub;
let acme: Seeded;
// Nothing listens on port 1.
const database = openDatabase('mysql://waybill:secret@127.0.0.1:1/waybill');

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  const { hub } = test;
  const denials: Hub['denials'] = { record: (deed) => database.audit.append(deed) };
  away = { ...hub, database, idempotency: database.idempotency, denials };
});
afterAll(async () => {
  await test.close();
  await database.close();
});

describe('while the database is away', () => {
  it.each(Object.keys(operations) as OperationKey[])('%s asks to come again', async (key) => {
    const token = await test.mint.machine();
    const query = queryFor[key];
    const params = paramsFor[key];
    const sent = {
      body: bodyFor[key],
      ...(query ? { query } : {}),
      ...(params ? { params } : {}),
      ...requestFor[key]?.(acme),
      token,
    };

    const answer = await handlers[key](away)(anEvent(operations[key], sent));

    expect(answer.statusCode).toBe(503);
    expect(answer.headers).toMatchObject({ 'retry-after': '5' });
    expect(answer.body).not.toMatch(/secret|127\.0\.0\.1|ECONN/);
  });

  it('a refusal that cannot be kept is not given', async () => {
    const token = await test.mint.person('viewer');

    const answer = await handlers.createPartner(away)(anEvent(operations.createPartner, { token }));

    expect(answer.statusCode).toBe(503);
  });
});
