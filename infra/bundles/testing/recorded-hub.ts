import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationKey } from '@waybill/contracts';
import type { Sent } from '@waybill/kit/testing';
import { createBucketStore } from '@waybill/store';
import { createEventQueue } from '../../../apps/local/src/object-store/event-queue.ts';
import type { EventQueue } from '../../../apps/local/src/object-store/event-queue.ts';
import { createObjectStore } from '../../../apps/local/src/object-store/object-store.ts';
import { operations } from '@waybill/contracts';
import { buildBundles } from '../build-bundles.ts';
import { lambdaFunctions } from '../functions.ts';
import type { FakeAws, FakeCall } from '../runtime/fake-aws.ts';
import { deployed } from './deployed.ts';
import { recordingStore } from './recording-store.ts';

const keys = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
const names = ['landing', 'archive', 'quarantine', 'exports'].map((name) => `waybill-${name}`);

/** The hub as it is deployed, and what each of its functions asks of AWS while it works. */
export interface RecordedHub {
  /** By function: `s3:GetObject waybill-archive`, `sqs:SendMessage RunsQueue`. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Past the functions. A new one takes the time of this process for true, until the store says otherwise. */
  openBuckets(): ReturnType<typeof createBucketStore>;
  readonly events: EventQueue;
  readonly executions: FakeAws['executions'];
  /** What a function returned. @throws what it failed with; `name` is its kind */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** What an operation answered to a machine. @throws for a refusal */
  call(key: OperationKey, sent: Sent): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** @param asks the operations that will be called @param settings of all functions */
export async function recordedHub(
  asks: readonly OperationKey[],
  settings: Readonly<Record<string, string>>,
): Promise<RecordedHub> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-recorded-'));
  const store = createObjectStore({
    ...keys,
    dataDir: join(folder, 's3'),
    region: 'us-east-1',
    buckets: names.map((name) =>
      name === 'waybill-landing' ? { name, versioned: true, announced: true } : { name },
    ),
  });
  const { port } = await store.listen(0);
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const recorder = await recordingStore({ port });
  const called = asks.map((key) => operations[key].name);
  const functions = lambdaFunctions().filter(
    ({ name, operation }) => operation === null || called.includes(name),
  );
  const hub = await deployed(await buildBundles(functions, join(folder, 'functions')), {
    WAYBILL_S3_ENDPOINT: recorder.endpoint,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...settings,
  });
  const asked = new Map<string, Set<string>>();
  const { aws } = hub.account;

  return {
    asked,
    openBuckets: () =>
      createBucketStore({
        endpoint,
        region: 'us-east-1',
        credentials: keys,
        forcePathStyle: true,
      }),
    events: createEventQueue({ endpoint, secretAccessKey: keys.secretAccessKey }),
    executions: aws.executions,
    invoke: async (name, event) => {
      recorder.taken();
      const before = aws.calls.length;
      const outcome = await hub.invoke(name, event);
      const calls = [...recorder.taken(), ...aws.calls.slice(before).map(namedCall)];
      asked.set(name, new Set([...(asked.get(name) ?? []), ...calls]));
      if ('result' in outcome) return outcome.result;
      const { errorType = 'Error', errorMessage } = outcome.error as Record<string, string>;
      throw Object.assign(new Error(errorMessage), { name: errorType });
    },
    call: async (key, sent) => {
      const { statusCode, body } = await hub.call(key, {
        token: await hub.mint.machine(),
        ...sent,
      });
      if (statusCode >= 300) throw new Error(`${key}: ${String(statusCode)} ${body}`);
      return JSON.parse(body) as Record<string, unknown>;
    },
    close: async () => {
      await hub.close();
      await recorder.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `arn:…:secret:waybill/test/database-AbCdEf` is `Database`, `…/waybill-test-runs` is `RunsQueue`. */
function namedCall({ action, resource }: FakeCall): string {
  const [, secret] = /\/(\w+)-\w+$/.exec(resource) ?? [];
  if (action.startsWith('secretsmanager:')) return `${action} ${capital(secret)}`;
  const [, own = resource] = /waybill-test-([\w-]+)$/.exec(resource) ?? [];
  return `${action} ${action.startsWith('sqs:') ? `${capital(own)}Queue` : own}`;
}

function capital(name = ''): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
