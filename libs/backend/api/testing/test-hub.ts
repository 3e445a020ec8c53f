import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { aFoundation, anEvent, createTokenMint } from '@waybill/kit/testing';
import type { Sent, TokenMint } from '@waybill/kit/testing';
import { isTransient, openDatabase } from '@waybill/store';
import type { BucketStore, Database } from '@waybill/store';
import { createMemoryBuckets } from '@waybill/store/testing/memory-buckets';
import { handlers } from '../src/handlers.ts';
import { usualSettings } from '../src/hub.ts';
import type { Hub, Mail, MailDoor } from '../src/hub.ts';

export interface Answered {
  status: number;
  headers: Record<string, unknown>;
  /** The body read as JSON. */
  body: Record<string, unknown>;
}

export interface TestHub {
  readonly hub: Hub;
  readonly database: Database;
  readonly buckets: BucketStore;
  readonly mint: TokenMint;
  /** What was mailed, unless another door was given. */
  readonly mails: readonly Mail[];
  /** Moves the clock on. */
  pass(seconds: number): void;
  /** Calls an operation through its handler, as the machine unless a token is given. */
  call(key: OperationKey, sent?: Sent): Promise<Answered>;
  close(): Promise<void>;
}

export interface TestHubOptions {
  /** Default: SQLite in memory. */
  readonly databaseUrl?: string;
  readonly bundleKey?: string | null;
  /** Default: in memory. */
  readonly buckets?: BucketStore;
  /** Default: keeps what it is given. */
  readonly mail?: MailDoor;
}

const mints = createTokenMint();

/** A hub over an in-memory database, unless another is named, and in-memory buckets, reached through the real handlers with real signed tokens. */
export async function openTestHub({
  databaseUrl = 'sqlite::memory:',
  bundleKey = null,
  buckets: given,
  mail: givenMail,
}: TestHubOptions = {}): Promise<TestHub> {
  const mint = await mints;
  const database = openDatabase(databaseUrl);
  await database.migrate();
  let offsetMs = 0;
  const clock = { now: () => new Date(Date.now() + offsetMs) };
  const buckets = given ?? createMemoryBuckets({ clock: clock.now });
  const mails: Mail[] = [];
  const keeping: MailDoor = {
    send: (mail) => {
      mails.push(mail);
      return Promise.resolve({ kind: 'accepted', messageId: `mail-${mails.length}` });
    },
  };
  const foundation = aFoundation(mint);
  let ids = 0;
  const hub: Hub = {
    ...foundation,
    clock,
    database,
    buckets,
    idempotency: database.idempotency,
    denials: { record: (denied) => database.transaction((tx) => tx.audit.append(denied)) },
    isTransient,
    newId: (prefix) => `${prefix}_${String((ids += 1)).padStart(6, '0')}`,
    // A stand-in for the pipeline's door: it takes in whatever is there and recognises nothing.
    reception: {
      async receive({ bucket, key }) {
        const isLanding = bucket === usualSettings.landingBucket;
        const facts = isLanding ? await buckets.head({ bucket, key }) : null;
        if (!facts) return { outcome: 'missing', fileId: null };
        const version = facts.versionId ?? facts.etag;
        const object = { bucket, key, version, etag: facts.etag, sizeBytes: facts.size };
        const { file, created } = await database.files.register(
          { ...object, sequencer: '' },
          { id: hub.newId('file'), at: clock.now() },
        );
        await database.files.move(file.id, ['received'], 'unassigned', {});
        return { outcome: created ? 'unassigned' : 'known', fileId: file.id };
      },
    },
    mail: givenMail ?? keeping,
    settings: { ...usualSettings, bundleKey },
  };
  const machine = await mint.machine();
  return {
    hub,
    database,
    buckets,
    mint,
    mails,
    pass: (seconds) => {
      offsetMs += seconds * 1000;
    },
    async call(key, sent = {}) {
      const row = operations[key];
      const handle = handlers[key](hub);
      const result = await handle(anEvent(row, { token: machine, ...sent }));
      const body: unknown = result.body === '' ? {} : JSON.parse(result.body);
      return {
        status: result.statusCode,
        headers: { ...result.headers },
        body: body as Answered['body'],
      };
    },
    close: () => database.close(),
  };
}
