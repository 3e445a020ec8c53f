import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { apiTokens, apiTokenSettings, systemClock } from '@waybill/kit';
import { anEvent, tokenTable, trustedIssuers } from '@waybill/kit/testing';
import type { TokenCase, TrustedIssuers } from '@waybill/kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { missing, openTestHub, requestFor } from '../testing/index.ts';
import type { TestHub } from '../testing/index.ts';
import { handlers } from './handlers.ts';
import type { Hub } from './hub.ts';

/** The tokens of both issuers at the real handlers, which look at each themselves whatever stands in front of them. */
const keys = Object.keys(operations) as OperationKey[];

let issuers: TrustedIssuers;
let test: TestHub;
let hub: Hub;
let table: readonly TokenCase[];

beforeAll(async () => {
  issuers = await trustedIssuers();
  test = await openTestHub();
  const config = z.object(apiTokenSettings).parse(issuers.settings);
  hub = { ...test.hub, tokens: apiTokens(config, systemClock) };
  table = await tokenTable(issuers.okta, issuers.pool, new Date());
});
afterAll(async () => {
  issuers.close();
  await test.database.close();
});

describe('the API', () => {
  it('answers to each token of the table as it should', async () => {
    const answers = await Promise.all(table.map(({ token }) => statusOf('listPartners', token)));

    expect(table.map(({ name }, at) => [name, answers[at]])).toEqual(
      table.map(({ name, operation }) => [name, operation]),
    );
  });

  it.each(keys)('answers 401 to every bad token: %s', async (key) => {
    const bad = table.filter(({ authorizer }) => authorizer === 401);

    const answers = await Promise.all(bad.map(({ token }) => statusOf(key, token)));

    expect(bad.length).toBeGreaterThan(25);
    expect(bad.filter((_, at) => answers[at] !== 401).map(({ name }) => name)).toEqual([]);
  });

  it('knows a person by the same name from either issuer, so that nobody approves their own change', async () => {
    const [okta, pool] = await Promise.all(
      [await issuers.okta.person('viewer'), goodOfPool()].map((token) => hub.tokens.verify(token)),
    );

    expect([okta?.subject, pool?.subject]).toEqual(['viewer', 'viewer']);
    expect([okta?.roles, pool?.roles]).toEqual([['viewer'], ['viewer']]);
  });
});

function goodOfPool(): string {
  return table.find(({ name }) => name === 'cognito: good')?.token ?? '';
}

async function statusOf(key: OperationKey, token: string): Promise<number> {
  const event = anEvent(operations[key], { token, ...requestFor[key]?.(missing) });
  return (await handlers[key](hub)(event)).statusCode;
}
