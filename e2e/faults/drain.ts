import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  defaultSettings,
  noCrashPoints,
  processNext,
  receiveEvent,
  sweepLanding,
  type CrashPoints,
  type PipelinePorts,
} from '@waybill/pipeline';
import { newId } from '@waybill/store';
import { deleteEvents, receiveEvents } from './event-queue.ts';
import { landing, type World } from './world.ts';

/** Short, so that a takeover is soon; batches small, so that a small file has many. */
export const leaseS = 1;
/** Workers are killed far more often than a run is tried in earnest, so nothing is given up here. */
export const shortSettings = { batchRows: 7, attemptsMax: 25 };

/** The pipeline inside this process, to bring a world to rest after its workers died. */
export function portsOf(world: World, crashPoints: CrashPoints = noCrashPoints): PipelinePorts {
  return {
    db: world.db,
    buckets: world.buckets,
    clock: { now: () => new Date() },
    newId: (kind) => newId(kind, { now: new Date(), random: Math.random }),
    log: { write: () => undefined },
    sleep: (ms) => pause(ms),
    crashPoints,
    settings: { ...defaultSettings, leaseS, ...shortSettings },
  };
}

/**
 * Works until nothing is left to do: no event, no unknown object, no run that is not at its end. False when that takes longer than
 * a lease and 30 seconds: then something is stuck.
 */
export async function drain(world: World, ports: PipelinePorts = portsOf(world)): Promise<boolean> {
  const worker = `drain-${randomUUID()}`;
  const deadline = Date.now() + (leaseS + 30) * 1000;
  while (Date.now() < deadline) {
    try {
      const events = await receiveEvents(world.endpoint);
      for (const { body } of events) await receiveEvent(ports, body);
      await deleteEvents(world.endpoint, events);
      await sweepLanding(ports);
      while ((await processNext(ports, worker)) !== null);
      if (await isAtRest(world)) return true;
    } catch {
      // Storage or database misbehave on purpose; what matters is the state in the end.
    }
    await pause(100);
  }
  return false;
}

async function isAtRest(world: World): Promise<boolean> {
  const open = await world.sql.all("select id from v_run where state in ('queued', 'running')");
  if (open.length > 0) return false;
  return (await world.buckets.list(landing, '')).objects.length === 0;
}
