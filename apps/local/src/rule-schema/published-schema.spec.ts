import { readFileSync, readdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationKey } from '@waybill/contracts';
import type { LambdaHandler } from '@waybill/kit';
import { examplePurchases } from '@waybill/api/testing';
import { earningRules } from '@waybill/pipeline/testing';
import { ruleSetSchemaUrl } from '@waybill/rules';
import { tieredRules, twentyRules } from '@waybill/rules/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '../gateway/gateway.ts';
import { createHost } from '../portal-host/host.ts';
import { settingsFrom } from '../portal-host/settings.ts';
import { partnerPlans } from '../first-start/story/index.ts';

const path = new URL(ruleSetSchemaUrl).pathname;
const unasked = () =>
  Promise.reject(new Error('This needs nobody signed in, and nothing of the hub.'));

describe.each([
  [
    'the API',
    () =>
      createGateway({
        handlers: {} as Record<OperationKey, LambdaHandler>,
        health: unasked,
        openApi: unasked,
      }),
  ],
  [
    'the portal',
    () =>
      createHost({
        settings: settingsFrom({}, '1.2.3', '{}'),
        files: () => Promise.resolve(new Map()),
        bff: unasked,
      }),
  ],
] as const)('the schema of rule documents at the address of %s', (_whose, create) => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = create();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('is there for any editor, whoever runs it, and is kept', async () => {
    const { status, headers } = await fetch(url, { headers: { origin: 'https://editor.example' } });

    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-type': 'application/schema+json',
    });
    const etag = headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': `W/"other", ${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('is told of by HEAD, and takes nothing', async () => {
    const headed = await fetch(url, { method: 'HEAD' });
    expect([headed.status, await headed.text()]).toEqual([200, '']);
    expect((await fetch(url, { method: 'PUT', body: '{}' })).status).toBe(405);
  });

  it('takes every example of the tree, and refuses what is none', async () => {
    const schema = (await (await fetch(url)).json()) as { $id: string };
    const fits = new Ajv2020({ strict: false }).compile(schema);

    expect(schema.$id).toBe(ruleSetSchemaUrl);
    const examples = exampleDocuments();
    expect(examples.length).toBeGreaterThan(15);
    for (const { where, document } of examples)
      expect(fits(document), `${where}: ${JSON.stringify(fits.errors)}`).toBe(true);
    expect(fits({ ...(examples[0]?.document as object), colour: 'red' })).toBe(false);
  });
});

/** Of the language's cases, of specs, and of the story that a first start tells. */
function exampleDocuments(): { where: string; document: object }[] {
  const folder = new URL(
    import.meta.resolve('@waybill/rules/package.json').replace('package.json', 'cases/rule-sets/'),
  );
  const cases = readdirSync(folder).flatMap((where) => {
    const { document } = JSON.parse(readFileSync(new URL(where, folder), 'utf8')) as {
      document?: object;
    };
    return document ? [{ where, document: { $schema: ruleSetSchemaUrl, ...document } }] : [];
  });
  const story = partnerPlans.flatMap(({ partner, feeds }) =>
    feeds.flatMap(({ code, purchases }) =>
      purchases ? [{ where: `${partner.id}.${code}`, document: purchases.rules }] : [],
    ),
  );
  const specs = [tieredRules(), twentyRules(), earningRules, examplePurchases.rules];
  return [...cases, ...story, ...specs.map((document) => ({ where: document.name, document }))];
}
