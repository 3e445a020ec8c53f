import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HubAddresses } from '../../fixtures/hub.ts';
import { Machine } from '../../fixtures/machine.ts';

export interface Clients {
  /** Calls that were made. */
  readonly calls: number;
  /** Calls that were answered 503 with `Retry-After` first, as an overloaded database is, and repeated as that asks for. */
  readonly putOff: number;
  /** What went wrong, a line each: refused, not answered, answered otherwise than before, or not as it was written. */
  readonly failures: readonly string[];
  /** Ends the loops after the round that each has in hand. */
  stop(): Promise<void>;
}

const patience = 3;

interface Partner {
  readonly contacts?: readonly { readonly name: string }[];
}

/** Systems that read lists, and make and change partners of their own, until they are told to stop. */
export function startClients(hub: HubAddresses, many: number): Clients {
  const machine = new Machine(hub);
  const failures: string[] = [];
  let calls = 0;
  let putOff = 0;
  let stopping = false;

  async function patientCall(method: string, path: string, body: unknown, headers: object) {
    for (let left = patience; ; left--) {
      const answer = await machine.call(method, path, body, { ...headers });
      const after = answer.headers.get('retry-after');
      if (answer.status !== 503 || after === null || left === 0) return answer;
      putOff += 1;
      await pause(Number(after) * 1000);
    }
  }

  async function call(method: string, path: string, body?: unknown, headers = {}) {
    calls += 1;
    try {
      const answer = await patientCall(method, path, body, headers);
      const { status } = answer;
      if (status >= 300)
        failures.push(`${method} ${path}: ${String(status)} ${JSON.stringify(answer.body)}`);
      return answer;
    } catch (error) {
      failures.push(`${method} ${path}: ${String(error)}`);
      return null;
    }
  }

  async function round(client: number, turn: number): Promise<void> {
    const id = `c${String(client)}-${String(turn)}`;
    const lists = ['/runs?limit=20', '/partners?limit=5', '/members?limit=20'];
    await Promise.all(lists.map((path) => call('GET', path)));
    await makeTwice(id);
    await changeAndRead(id);
  }

  /** The second call is that of a caller who missed the answer: same key, same answer, one partner. */
  async function makeTwice(id: string): Promise<void> {
    const body = { id, name: id, contacts: [{ name: 'first', email: `${id}@example.com` }] };
    const key = { 'idempotency-key': randomUUID() };
    const made = await call('POST', '/partners', body, key);
    const again = await call('POST', '/partners', body, key);
    if (JSON.stringify(made?.body) !== JSON.stringify(again?.body))
      failures.push(`${id} was answered in two ways`);
  }

  /** Each of the three may be answered by another release. */
  async function changeAndRead(id: string): Promise<void> {
    const before = await call('GET', `/partners/${id}`);
    const etag = before?.headers.get('etag') ?? '';
    const contacts = [{ name: 'second', email: `${id}@example.com` }];
    await call('PUT', `/partners/${id}/contacts`, { contacts }, { 'if-match': etag });
    const after = await call('GET', `/partners/${id}`);
    if ((after?.body as Partner | undefined)?.contacts?.[0]?.name !== 'second')
      failures.push(`${id} reads ${JSON.stringify(after?.body)} after it was changed`);
  }

  const loops = Array.from({ length: many }, async (_, client) => {
    for (let turn = 0; !stopping; turn++) await round(client, turn);
  });
  return {
    failures,
    get putOff() {
      return putOff;
    },
    get calls() {
      return calls;
    },
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}
