import type { Caller } from '@waybill/contracts';
import type { Client } from '@waybill/contracts/client';
import type { Trace } from './request/trace.ts';

/** One request of a person who was let in, with everything a screen needs to answer it. */
export interface Visit {
  readonly caller: Caller;
  readonly trace: Trace;
  readonly apiBaseUrl: string;
  readonly fetcher: typeof fetch;
  /** The person's token for the API. */
  apiToken(): Promise<string>;
  readonly client: Client;
}
