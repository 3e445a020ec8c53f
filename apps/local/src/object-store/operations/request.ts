import type { Fault } from '../faults/faults.ts';
import type { Authenticated } from '../protocol/authenticate.ts';
import type { Store } from '../store.ts';

/** A verified request, its address decoded. */
export interface S3Request {
  readonly requestId: string;
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names; one character per byte, as on the wire. */
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: Authenticated;
  /** The body as it comes from the wire, framing included. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Injected by a test. */
  readonly fault: Fault | undefined;
}

export interface S3Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An XML document, or bytes. */
  readonly body?: string | ByteBody;
}

export interface ByteBody {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Called once, whether or not the bytes were read to the end. */
  readonly release: () => void;
}

export type Operation = (store: Store, request: S3Request) => S3Reply | Promise<S3Reply>;
