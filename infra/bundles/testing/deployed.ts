import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent, createTokenMint, issuerUrl } from '@waybill/kit/testing';
import type { Sent, TokenMint } from '@waybill/kit/testing';
import { makeCertificates } from '@waybill/store/testing/certificates';
import { startMariaDb } from '@waybill/store/testing/mariadb';
import type { Bundle } from '../build-bundles.ts';
import { openAccount } from '../runtime/account.ts';
import type { Account } from '../runtime/account.ts';
import { startFunction } from '../runtime/execution-environment.ts';
import type { Outcome } from '../runtime/runtime-api.ts';

/**
 * Bundles with the variables of their templates, and what those lead to: secrets, an issuer, a MariaDB that takes TLS only, empty and
 * without a schema or the hub's user.
 */
export interface Deployed {
  readonly mint: TokenMint;
  readonly account: Account;
  /** Of the database, for looking behind the hub's back; on the same machine it needs no TLS. */
  readonly socketPath: string;
  /** The variables of one function. */
  envOf(name: string): Record<string, string>;
  /** One event to a function that has just started. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** One request to an operation, likewise. */
  call(key: OperationKey, sent: Sent): Promise<APIGatewayProxyResult>;
  close(): Promise<void>;
}

/** @param settings variables of all functions beside those of the templates */
export async function deployed(
  bundles: readonly Bundle[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  const mint = await createTokenMint();
  const keySet = createServer((_request, response) => response.end(JSON.stringify(mint.keySet)));
  await new Promise<void>((resolve) => keySet.listen(0, '127.0.0.1', resolve));
  const { port } = keySet.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'waybill-deployed-'));
  chmodSync(folder, 0o755);
  const certificates = makeCertificates(folder, 'database');
  const server = await startMariaDb({ dir: folder, tls: certificates });
  const account = await openAccount({
    Issuer: issuerUrl,
    DatabaseHost: `localhost:${new URL(server.url).port}`,
    DatabaseAuthorities: certificates.ca,
  });
  const envOf = (name: string) => ({
    ...account.variablesOf(name),
    WAYBILL_JWKS_URL: `http://127.0.0.1:${String(port)}/keys`,
    ...settings,
  });

  async function invoke(name: string, event: unknown): Promise<Outcome> {
    const environment = await startFunction(bundleOf(bundles, name).folder, envOf(name));
    try {
      return await environment.invoke(event);
    } finally {
      await environment.stop();
    }
  }

  return {
    mint,
    account,
    socketPath: join(folder, 'socket'),
    envOf,
    invoke,
    call: async (key, sent) =>
      proxyResult(await invoke(operations[key].name, anEvent(operations[key], sent))),
    close: async () => {
      keySet.close();
      await account.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
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
