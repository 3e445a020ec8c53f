import type { Caller, Role } from '@waybill/contracts';
import type { LogLine } from '@waybill/kit';
import { createBff } from '../bff.ts';
import type { BffOptions } from '../bff.ts';
import { aProxyEvent } from './proxy-event.ts';
import type { Asked } from './proxy-event.ts';

export interface ApiCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Change extends Partial<BffOptions> {
  readonly role?: Role;
  /** What the API answers; a thrown error is a broken connection. */
  readonly api?: (call: ApiCall) => Response;
}

/** A BFF in front of an API that the spec answers for. */
export function bffUnderTest({
  role = 'support',
  api = () => Response.json({}),
  ...change
}: Change = {}) {
  const calls: ApiCall[] = [];
  const log: LogLine[] = [];
  const forgotten: string[] = [];
  const caller: Caller = {
    kind: 'person',
    issuer: 'https://id.example',
    subject: role,
    clientId: 'waybill-portal',
    roles: [role],
    scopes: ['portal'],
    partner: null,
  };
  const fetcher: typeof fetch = async (input, init) => {
    const call = {
      method: init?.method ?? 'GET',
      url: String(input),
      headers: new Headers(init?.headers),
      body: init?.body ?? null,
    };
    calls.push(call);
    return api(call);
  };
  const bff = createBff({
    apiBaseUrl: 'http://api.internal/v1',
    tokens: { verify: () => Promise.resolve(caller) },
    exchange: {
      apiToken: (token) => Promise.resolve(`api-token-for-${token}`),
      forget: (token) => forgotten.push(token),
    },
    clientKeys: { keys: [] },
    log: { write: (line) => log.push(line) },
    fetcher,
    random: (bytes) => 'ab'.repeat(bytes),
    ...change,
  });
  return {
    calls,
    log,
    forgotten,
    ask: async (asked: Asked) => {
      const { statusCode, headers = {}, body } = await bff(aProxyEvent(asked));
      return { status: statusCode, headers, body: body === '' ? null : JSON.parse(body) };
    },
  };
}
