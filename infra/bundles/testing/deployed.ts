import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent, createTokenMint, issuerUrl } from '@waybill/kit/testing';
import type { Sent, TokenMint } from '@waybill/kit/testing';
import { openRawSql } from '@waybill/store/testing/raw-sql';
import { sharedMariaDb } from '@waybill/store/testing/shared-mariadb';
import type { Bundle } from '../build-bundles.ts';
import { startFunction } from '../runtime/execution-environment.ts';
import type { Outcome } from '../runtime/runtime-api.ts';
import { unconnected } from '../runtime/start-each.ts';

/** Bundles with a MariaDB and an issuer to talk to; the database is empty and without a schema. */
export interface Deployed {
  readonly mint: TokenMint;
  readonly env: Readonly<Record<string, string>>;
  /** One event to a function that has just started. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** One request to an operation, likewise. */
  call(key: OperationKey, sent: Sent): Promise<APIGatewayProxyResult>;
  close(): Promise<void>;
}

let databases = 0;

/** @param settings variables of all functions beside the usual */
export async function deployed(
  bundles: readonly Bundle[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  const mint = await createTokenMint();
  const keySet = createServer((_request, response) => response.end(JSON.stringify(mint.keySet)));
  await new Promise<void>((resolve) => keySet.listen(0, '127.0.0.1', resolve));
  const { port } = keySet.address() as AddressInfo;
  const database = new URL(await sharedMariaDb());
  databases += 1;
  database.pathname = `/bundles_${String(process.pid)}_${String(databases)}`;
  const env = {
    ...unconnected,
    WAYBILL_DATABASE_URL: database.href,
    WAYBILL_ISSUER: issuerUrl,
    WAYBILL_JWKS_URL: `http://127.0.0.1:${String(port)}/keys`,
    ...settings,
  };

  async function invoke(name: string, event: unknown): Promise<Outcome> {
    const environment = await startFunction(bundleOf(bundles, name).folder, env);
    try {
      return await environment.invoke(event);
    } finally {
      await environment.stop();
    }
  }

  return {
    mint,
    env,
    invoke,
    call: async (key, sent) =>
      proxyResult(await invoke(operations[key].name, anEvent(operations[key], sent))),
    close: async () => {
      keySet.close();
      const raw = await openRawSql(await sharedMariaDb());
      await raw.run(`drop database if exists ${database.pathname.slice(1)}`);
      await raw.close();
    },
  };
}

export function bundleOf(bundles: readonly Bundle[], wanted: string): Bundle {
  const found = bundles.find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no bundle ${wanted}`);
  return found;
}

/** What a function answered to a request. @throws when it failed instead, with what it reported */
export function proxyResult(outcome: Outcome | undefined): APIGatewayProxyResult {
  if (!outcome || !('result' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.result as APIGatewayProxyResult;
}
