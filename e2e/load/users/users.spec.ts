import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHubOn } from '../../fixtures/engines.ts';
import type { RunningHub } from '../../fixtures/hub.ts';
import { Machine } from '../../fixtures/machine.ts';
import { asksOf } from './asks.ts';
import type { Ask } from './asks.ts';
import { Latencies } from './figures.ts';
import { whatThereIs } from './known.ts';
import { fillHub, keepDropping } from './partner-traffic.ts';

const users = 20;
const seconds = 8;

/**
 * The twin of `npm run load`: what JMeter's users ask, asked for seconds and without Java. The simplest request takes 4 ms on a machine at
 * rest, so that 25 times as long is the budget of 100 ms on a machine of any pace.
 */
describe('twenty users of a hub on MariaDB that takes files in', () => {
  let hub: RunningHub;
  let asks: readonly Ask[];
  let token: string;

  beforeAll(async () => {
    hub = await startHubOn('mariadb');
    const machine = new Machine(hub);
    await fillHub(hub, machine, { files: 8, rows: 500, seed: 1 });
    asks = await asksOf(await whatThereIs(machine), 2000, 1);
    token = await machine.token();
  });
  afterAll(() => hub?.stop());

  it('get what they ask for, and nothing takes much longer than the simplest', async () => {
    const seen: Seen = { unexpected: [], times: new Map() };
    const ended = new AbortController();
    const dropping = keepDropping(hub, { everyS: 2, seed: 7, signal: ended.signal });

    await shoot(2, { unexpected: [], times: new Map() });
    const errors = await shoot(seconds, seen);
    ended.abort();

    expect(await dropping).toBeGreaterThan(2);
    expect({ unexpected: seen.unexpected, errors }).toEqual({ unexpected: [], errors: 0 });
    expect(seen.times.size).toBeGreaterThan(20);
    const medians = [...seen.times].map(([name, times]) => ({ name, ms: times.quantile(0.5) }));
    const simplest = Math.min(...medians.map(({ ms }) => ms));
    expect(medians.filter(({ ms }) => ms > 25 * Math.max(1, simplest))).toEqual([]);
  });

  /** Two requests a second of each user, every one at another place in the list; answers how many got no answer. */
  async function shoot(duration: number, seen: Seen): Promise<number> {
    const requests = asks.map((ask) => shotOf(ask, seen));
    let user = 0;
    const { errors } = await autocannon({
      url: new URL(hub.api).origin,
      connections: users,
      connectionRate: 2,
      duration,
      setupClient: (client) => {
        const from = Math.floor((user++ % users) * (requests.length / users));
        client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
      },
    });
    return errors;
  }

  function shotOf({ operation, method, path, body, status, holds }: Ask, seen: Seen) {
    const ofWrites = () => ({
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    });
    let asked = 0;
    return {
      method: method as 'GET' | 'POST',
      path: `/v1${path}`,
      ...(body === '' ? {} : { body }),
      setupRequest: (request: autocannon.Request) => {
        asked = performance.now();
        const headers = { authorization: `Bearer ${token}`, ...(body === '' ? {} : ofWrites()) };
        return { ...request, headers };
      },
      onResponse: (got: number, answer: string) => {
        const good = got === status && answer.includes(holds);
        if (!good) seen.unexpected.push(`${operation} ${got} ${answer.slice(0, 200)}`);
        const times = seen.times.get(operation) ?? new Latencies();
        seen.times.set(operation, times);
        times.add(Math.round(performance.now() - asked), good);
      },
    };
  }
});

interface Seen {
  readonly unexpected: string[];
  readonly times: Map<string, Latencies>;
}
