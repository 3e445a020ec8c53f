import { fileURLToPath } from 'node:url';
import type { Configuration, PortName } from './configuration.ts';

/** One process of the hub. */
export interface ProcessPlan {
  readonly name: string;
  /** Absolute path of the file Node runs. */
  readonly file: string;
  /** The port whose /healthz says that it is ready; without one it says so itself. */
  readonly port?: number;
  /** Any answer will do: S3 knows no health check, and refuses ours as an unsigned request. */
  readonly anyAnswer?: boolean;
  readonly nodeFlags?: readonly string[];
  /** Has an end of its own: it is started again only when it fails. */
  readonly isOneOff?: boolean;
}

/**
 * The worker's heap is bounded as a Lambda's is: without a bound Node collects late and grows far past what it needs. Rows of a
 * batch die together, and a young generation that holds a batch spares copying them (a quarter of the processor time).
 */
const boundedHeap = [
  '--max-old-space-size=192',
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
];

/**
 * The processes of the hub in waves: a wave is started when the one before it is ready. The API goes
 * before the worker, so that only one of them brings the database up to date.
 */
export function processesOf(configuration: Configuration): ProcessPlan[][] {
  const { ports, s3, issuer, empty } = configuration;
  const plan = (name: PortName, folder: string): ProcessPlan => ({
    name,
    file: mainOf(folder),
    port: ports[name],
  });
  return [
    [
      ...(s3.builtIn ? [{ ...plan('object-store', 'object-store'), anyAnswer: true }] : []),
      ...(issuer.builtIn ? [plan('issuer', 'issuer')] : []),
    ],
    [plan('api', 'gateway')],
    [
      { name: 'worker', file: mainOf('worker'), nodeFlags: boundedHeap },
      plan('portal', 'portal-host'),
    ],
    // Its people are accounts of the built-in issuer; and nobody's bucket is filled with examples.
    !empty && s3.builtIn && issuer.builtIn
      ? [{ name: 'history', file: mainOf('first-start'), nodeFlags: boundedHeap, isOneOff: true }]
      : [],
  ].filter((wave) => wave.length > 0);
}

function mainOf(folder: string): string {
  return fileURLToPath(new URL(`../${folder}/main.ts`, import.meta.url));
}
