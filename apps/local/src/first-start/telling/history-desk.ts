import { handlers, usualSettings, type Hub } from '@waybill/api';
import { operations, scopes, type Caller } from '@waybill/contracts';
import { createClient, type Client } from '@waybill/contracts/client';
import { createCursorSeal, type Clock, type Log } from '@waybill/kit';
import { isTransient, type BucketStore, type Database } from '@waybill/store';
import { proxyEventOf } from '../../gateway/proxy-event.ts';
import { createRouter } from '../../gateway/routes.ts';
import { findLocalAccount } from '../../issuer/accounts.ts';
import type { Login } from '../story/deeds.ts';

export interface DeskParts {
  readonly db: Database;
  readonly buckets: BucketStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: (prefix: string) => string;
  /** Whose accounts they are. */
  readonly issuer: string;
}

const route = createRouter(operations);
const base = 'http://history';

/**
 * The API as somebody used it on that day: the real operations, with their permissions, checks and audit records, on the clock and in
 * the transaction of the chapter.
 */
export function historyDesk(parts: DeskParts): (login: Login) => Client {
  const hub = hubOf(parts);
  return (login) =>
    createClient({
      baseUrl: `${base}/v1`,
      token: () => Promise.resolve(login),
      fetch: (url, init) => answer(hub, url, init),
    });
}

async function answer(hub: Hub, url: string, init: RequestInit): Promise<Response> {
  const { pathname: path, searchParams } = new URL(url);
  const method = init.method ?? 'GET';
  const found = route(method, path);
  if (found.kind !== 'found') throw new Error(`There is no ${method} ${path}`);
  const { row, key } = found.route;
  const head = {
    method,
    rawHeaders: [...new Headers(init.headers)].flat(),
    httpVersion: '1.1',
    socket: {},
  };
  const matched = {
    resource: `/v1${row.path}`,
    resourceId: row.name,
    stage: 'v1',
    pathParameters: found.pathParameters,
    path,
    query: Object.fromEntries([...searchParams].map(([name, value]) => [name, [value]])),
  };
  const body = Buffer.from(typeof init.body === 'string' ? init.body : '');
  const { statusCode, body: text } = await handlers[key](hub)(proxyEventOf(head, matched, body));
  return new Response(text, { status: statusCode });
}

function hubOf({ db, buckets, clock, log, newId, issuer }: DeskParts): Hub {
  return {
    database: db,
    buckets,
    clock,
    log,
    newId,
    tokens: { verify: (login) => Promise.resolve(callerNamed(login, issuer)) },
    idempotency: db.idempotency,
    cursors: createCursorSeal('nobody keeps a cursor of the past'),
    denials: { record: (deed) => db.transaction((tx) => tx.audit.append(deed)) },
    isTransient,
    reception: { receive: () => Promise.reject(new Error('Files of the past land by themselves')) },
    mail: { send: () => Promise.reject(new Error('Nobody is written to about the past')) },
    settings: usualSettings,
  };
}

/** As the local issuer and the BFF would present the account. */
function callerNamed(login: string, issuer: string): Caller {
  const account = findLocalAccount(login);
  if (account === undefined) throw new Error(`There is no account ${login}`);
  return {
    kind: 'person',
    issuer,
    subject: account.login,
    clientId: 'waybill-bff',
    roles: [account.role],
    scopes,
    partner: null,
  };
}
