import { setTimeout as pause } from 'node:timers/promises';
import { describeError } from '@waybill/kit';
import {
  processNext,
  receiveEvent,
  sweepExports,
  sweepLanding,
  workOnNextJob,
  type PipelinePorts,
} from '@waybill/pipeline';
import type { EventQueue, ReceivedEvent } from '../object-store/event-queue.ts';
import { Wake } from './wake.ts';

export interface WorkerOptions {
  /** Names this process among all workers, for ever. */
  readonly name: string;
  readonly ports: PipelinePorts;
  /** Null when the object store has no events; then the sweep finds everything. */
  readonly queue: EventQueue | null;
  readonly runsAtOnce: number;
  readonly jobsAtOnce: number;
  readonly rescanS: number;
}

/** How soon a queued run is found that nobody announced. */
const pollMs = 250;
const afterFailureMs = 1000;
const queueWaitS = 10;

/**
 * Works until the signal is aborted: takes in events, sweeps the buckets of landed and exported files, and carries out runs and jobs. Ends when the batches in
 * hand are committed and their leases given back.
 */
export async function work(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const wake = new Wake(signal);
  const slots = Array.from({ length: options.runsAtOnce }, (_, slot) =>
    forEver(options, signal, 'carry out runs', () => carryOut(options, slot, wake, signal)),
  );
  const jobs = Array.from({ length: options.jobsAtOnce }, (_, slot) =>
    forEver(options, signal, 'carry out jobs', () => carryOutJob(options, slot, wake, signal)),
  );
  const sweep = forEver(options, signal, 'sweep', () => sweepOnce(options, wake, signal));
  const exports = forEver(options, signal, 'sweep exports', () => sweepOldExports(options, signal));
  const { queue } = options;
  const events = queue
    ? forEver(options, signal, 'take in events', () => takeIn(options, queue, wake, signal))
    : Promise.resolve();
  await Promise.all([...slots, ...jobs, sweep, exports, events]);
}

async function carryOut(
  { ports, name }: WorkerOptions,
  slot: number,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const processed = await processNext(ports, `${name}/${String(slot)}`, { signal });
  if (processed === null) await wake.within(pollMs);
}

async function carryOutJob(
  { ports, name }: WorkerOptions,
  slot: number,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const worked = await workOnNextJob(ports, `${name}/job-${String(slot)}`, { signal });
  if (worked === null) await wake.within(pollMs);
}

async function sweepOnce(
  { ports, rescanS }: WorkerOptions,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const taken = await sweepLanding(ports);
  if (taken > 0) wake.now();
  ports.log.write({ level: 'info', message: 'landing swept', taken });
  await quietly(pause(rescanS * 1000, undefined, { signal }));
}

async function sweepOldExports(
  { ports, rescanS }: WorkerOptions,
  signal: AbortSignal,
): Promise<void> {
  const deleted = await sweepExports(ports);
  if (deleted > 0) ports.log.write({ level: 'info', message: 'exports swept', deleted });
  await quietly(pause(rescanS * 1000, undefined, { signal }));
}

/** A message is deleted only after what it tells of is committed; otherwise it comes back. */
async function takeIn(
  options: WorkerOptions,
  queue: EventQueue,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const messages = await queue.receive({ max: 10, waitSeconds: queueWaitS, signal });
  const settled = await Promise.all(messages.map((message) => receipt(options, message)));
  wake.now();
  await queue.delete(settled.filter((done) => done !== null));
}

async function receipt({ ports }: WorkerOptions, message: ReceivedEvent): Promise<string | null> {
  try {
    await receiveEvent(ports, message.body);
    return message.receipt;
  } catch (error) {
    ports.log.write({ level: 'error', message: 'event failed', error: describeError(error) });
    return null;
  }
}

/** Repeats a task; a failure of database or storage costs a pause and a line of log, never the worker. */
async function forEver(
  { ports }: WorkerOptions,
  signal: AbortSignal,
  task: string,
  once: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await once();
    } catch (error) {
      // Read anew: the signal may have come while the task was under way.
      if (isAborted(signal)) return;
      ports.log.write({
        level: 'error',
        message: 'task failed',
        task,
        error: describeError(error),
      });
      await quietly(pause(afterFailureMs, undefined, { signal }));
    }
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function quietly(waiting: Promise<void>): Promise<void> {
  await waiting.catch(() => undefined);
}
