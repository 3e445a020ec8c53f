import type { Person } from '../session/token-set.ts';

const prefix = 'waybill-seen-';
/** What is older is not shown any more: who left the machine alone for so long signs in first. */
export const keptForMs = 12 * 3_600_000;
const answersMax = 100;
const answerMaxChars = 200_000;
const seenAt = 'x-seen-at';
const personKey = '/person';

/** An answer of the hub as it was kept. */
export interface KeptAnswer {
  readonly body: unknown;
  /** When it came from the hub, epoch ms. */
  readonly at: number;
  /** Null where the answer had none. */
  readonly etag: string | null;
}

/** What one person saw last, in this browser's cache storage: bounded in number, size and age. */
export class LastSeenCache {
  private readonly person: Person;
  private readonly storage: CacheStorage;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(person: Person, storage: CacheStorage) {
    this.person = person;
    this.storage = storage;
  }

  /** @param key Path with query */
  keep(key: string, body: unknown, etag: string | null): Promise<void> {
    // One after the other, so that the oldest are counted right.
    const kept = this.turn.then(() => this.put(key, body, etag));
    this.turn = kept.catch(() => undefined);
    return kept;
  }

  async read(key: string): Promise<KeptAnswer | null> {
    const response = await (await this.open()).match(key);
    return response ? answerIn(response) : null;
  }

  private async put(key: string, body: unknown, etag: string | null): Promise<void> {
    const text = JSON.stringify(body);
    if (text.length > answerMaxChars) return;
    const cache = await this.open();
    await cache.put(key, stamped(text, etag));
    await cache.put(personKey, stamped(JSON.stringify(this.person), null));
    // In the order in which they were put, since a key that is put again moves to the end.
    const keys = await cache.keys();
    const tooMany = keys.slice(0, Math.max(0, keys.length - answersMax - 1));
    await Promise.all(tooMany.map((old) => cache.delete(old)));
  }

  private open(): Promise<Cache> {
    return this.storage.open(prefix + this.person.subject);
  }
}

/** Who was here last, if that is not too long ago. */
export async function lastPerson(storage: CacheStorage): Promise<Person | null> {
  for (const name of await storage.keys()) {
    if (!name.startsWith(prefix)) continue;
    const response = await (await storage.open(name)).match(personKey);
    const answer = response ? await answerIn(response) : null;
    if (answer && isPerson(answer.body)) return answer.body;
    await storage.delete(name);
  }
  return null;
}

function stamped(text: string, etag: string | null): Response {
  const headers = { [seenAt]: String(Date.now()), ...(etag ? { etag } : {}) };
  return new Response(text, { headers });
}

async function answerIn(response: Response): Promise<KeptAnswer | null> {
  const at = Number(response.headers.get(seenAt));
  if (at < Date.now() - keptForMs) return null;
  const body: unknown = await response.json();
  return { body, at, etag: response.headers.get('etag') };
}

function isPerson(value: unknown): value is Person {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'subject') === 'string' &&
    typeof Reflect.get(value, 'name') === 'string'
  );
}
