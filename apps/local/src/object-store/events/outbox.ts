import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Faults } from '../faults/faults.ts';
import type { Database } from '../storage/database.ts';
import { number, text } from '../storage/json-columns.ts';
import type { S3EventRecord } from './event-record.ts';

export interface QueuedMessage {
  /** Good for deleting this delivery only. */
  readonly receipt: string;
  /** JSON of an `S3EventMessage`. */
  readonly body: string;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
}

export interface ReceiveRequest {
  readonly max: number;
  readonly waitSeconds: number;
  readonly visibilitySeconds: number;
}

/** Candidates a shuffled receive chooses from. */
const SHUFFLE_WINDOW = 200;

/**
 * Notifications, queued in the transaction that changed the object and delivered at least once: a
 * message that is received but not deleted comes back when its visibility ends.
 */
export class Outbox {
  readonly #database: Database;
  readonly #clock: () => Date;
  readonly #faults: Faults | undefined;
  #wake = new AbortController();
  #closed = false;

  constructor(database: Database, clock: () => Date, faults?: Faults) {
    this.#database = database;
    this.#clock = clock;
    this.#faults = faults;
  }

  /** Queues a notification; call it inside the transaction of the change it tells of. */
  append(record: S3EventRecord): void {
    const body = JSON.stringify({ Records: [record] });
    const now = this.#clock().getTime();
    for (const delayMs of this.#faults?.deliveries() ?? [0]) {
      this.#database.run('INSERT INTO event (body, visible_ms) VALUES (?, ?)', body, now + delayMs);
    }
    // Receivers look once the transaction, which is synchronous, is over.
    queueMicrotask(() => {
      this.#wakeReceivers();
    });
  }

  /** Up to `max` messages, at once when there are any, else as soon as one comes or the wait is over. */
  async receive(request: ReceiveRequest, signal?: AbortSignal): Promise<QueuedMessage[]> {
    const deadline = Date.now() + request.waitSeconds * 1000;
    for (;;) {
      if (signal?.aborted || this.#closed) return [];
      const messages = this.#claim(request);
      const leftMs = deadline - Date.now();
      if (messages.length > 0 || leftMs <= 0) return messages;
      await this.#pause(Math.min(leftMs, this.#untilNextVisibleMs()), signal);
    }
  }

  /** Removes delivered messages; an outdated receipt is ignored. Returns how many went. */
  delete(receipts: readonly string[]): number {
    return this.#database.transaction(() =>
      receipts.reduce(
        (gone, receipt) =>
          gone + this.#database.run('DELETE FROM event WHERE receipt = ?', receipt).changes,
        0,
      ),
    );
  }

  /** Ends all waiting receivers. */
  close(): void {
    this.#closed = true;
    this.#wakeReceivers();
  }

  #claim({ max, visibilitySeconds }: ReceiveRequest): QueuedMessage[] {
    const now = this.#clock().getTime();
    return this.#database.transaction(() => {
      const visible = this.#database.all(
        'SELECT id, body, received FROM event WHERE visible_ms <= ? ORDER BY id LIMIT ?',
        now,
        this.#faults?.shuffles ? Math.max(max, SHUFFLE_WINDOW) : max,
      );
      const chosen = (this.#faults?.reorder(visible) ?? visible).slice(0, max);
      return chosen.map((row) => {
        const receipt = randomUUID();
        const receiveCount = number(row, 'received') + 1;
        this.#database.run(
          'UPDATE event SET receipt = ?, received = ?, visible_ms = ? WHERE id = ?',
          receipt,
          receiveCount,
          now + Math.round(visibilitySeconds * 1000),
          number(row, 'id'),
        );
        return { receipt, body: text(row, 'body'), receiveCount };
      });
    });
  }

  #untilNextVisibleMs(): number {
    const next = this.#database.get('SELECT min(visible_ms) AS at FROM event')?.['at'];
    if (typeof next !== 'number') return Infinity;
    return Math.max(next - this.#clock().getTime(), 5);
  }

  async #pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const signals = signal ? [this.#wake.signal, signal] : [this.#wake.signal];
    try {
      await sleep(Math.min(ms, 60_000), undefined, { signal: AbortSignal.any(signals) });
    } catch (error) {
      // Woken early is what the abort means; anything else is a real failure.
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    }
  }

  #wakeReceivers(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }
}
