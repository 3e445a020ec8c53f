import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Faults } from '../../../apps/local/src/object-store/faults/faults.ts';
import type { FaultSubject } from '../../../apps/local/src/object-store/faults/faults.ts';
import { createObjectStore } from '../../../apps/local/src/object-store/object-store.ts';
import type { PortalConfig } from '../environment.ts';
import { execute } from '../execute.ts';
import { startLocalEdge } from '../edge/local-edge.ts';
import { readPortalTemplate } from '../edge/portal-template.ts';
import { startCloudFront } from './cloudfront.ts';

export const bucket = 'waybill-test-portal';
const distribution = 'E2TESTTESTTEST';
const credentials = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
const tool = join(import.meta.dirname, '../main.ts');

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly progress: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Sends a signal as soon as this holds. */
  signalWhen(holds: () => boolean, signal: NodeJS.Signals): Promise<Ended>;
}

/** What stands behind the distribution; without it calls meet a BFF that refuses all of them. */
export interface Behind {
  readonly bff: string;
  readonly config: PortalConfig;
  /** Where the distribution listens. */
  readonly port: number;
}

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

/** A bucket, a stand-in for CloudFront's invalidations, the distribution of the template, and the tool as a process. */
export async function openWorkbench(behind?: Behind) {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-deploy-'));
  const faults = new NotedFaults({ seed: 7 });
  const store = createObjectStore({
    dataDir: join(folder, 's3'),
    ...credentials,
    region: 'us-east-1',
    buckets: [{ name: bucket, versioned: true }],
    durable: false,
    faults,
  });
  const { port } = await store.listen(0);
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  const cloudFront = await startCloudFront(distribution);
  const bff = behind ? undefined : await startBff();
  const config = behind?.config ?? standInConfig;
  const template = readPortalTemplate({
    IssuerOrigin: new URL(config.issuer).origin,
    LandingBucket: 'waybill-landing',
    'AWS::Region': 'us-east-1',
  });
  const edge = await startLocalEdge(
    { template, s3, bucket, bff: behind?.bff ?? bff?.address ?? '' },
    behind?.port,
  );
  const environment = join(folder, 'environment.json');
  await writeFile(
    environment,
    JSON.stringify({ bucket, distribution, address: edge.address, config }),
  );
  const start = (...args: readonly string[]) =>
    startTool([...args, '--to', environment], {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudFront.endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  const invalidations = new CloudFrontClient({
    endpoint: cloudFront.endpoint,
    region: 'us-east-1',
    credentials,
  });
  const run = async (...args: readonly string[]): Promise<Ended> => {
    let [out, progress] = ['', ''];
    const code = await execute([...args, '--to', environment], {
      clients: () => ({ s3, cloudFront: invalidations }),
      signal: new AbortController().signal,
      say: (text) => (out += text),
      tell: (text) => (progress += `${text}\n`),
    });
    return { code, out, progress };
  };
  return {
    folder,
    build: join(folder, 'build'),
    environment,
    template,
    endpoint,
    s3,
    faults,
    /** What the store was asked for, in order. */
    asked: faults.asked as readonly FaultSubject[],
    cloudFront,
    edge,
    /** As a process of its own. */
    start,
    /** In this process. */
    run,
    keys: async (prefix = '') => {
      const found = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
      return (found.Contents ?? []).map(({ Key }) => Key ?? '');
    },
    close: async () => {
      s3.destroy();
      invalidations.destroy();
      await Promise.all([edge.close(), cloudFront.close(), bff?.close(), store.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const standInConfig: PortalConfig = {
  issuer: 'https://id.example/oauth2/default',
  clientId: 'waybill-portal',
  scope: 'openid portal',
  environment: 'test',
  apiUrl: 'https://api.example/v1',
};

/** The store asks about misfortune before it does anything. */
class NotedFaults extends Faults {
  readonly asked: FaultSubject[] = [];

  override strike(subject: FaultSubject) {
    this.asked.push(subject);
    return super.strike(subject);
  }
}

function startTool(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [tool, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let [out, progress] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => {
      done({ code, out, progress });
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (progress += text));
  return {
    ended,
    signalWhen: async (holds, signal) => {
      while (!holds()) {
        if (child.exitCode !== null) throw new Error(`it ended before that:\n${progress}`);
        await sleep(5);
      }
      child.kill(signal);
      return ended;
    },
  };
}

/** Says of each request that a token is missing, as the BFF does. */
async function startBff() {
  const server = createServer((request, response) => {
    response.writeHead(401, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ path: request.url, host: request.headers.host }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}
