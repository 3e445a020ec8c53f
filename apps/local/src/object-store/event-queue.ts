import type { S3EventMessage } from './events/event-record.ts';

export type { EventName, S3EventMessage, S3EventRecord } from './events/event-record.ts';

export interface ReceivedEvent {
  /** Hand it to `delete` when the event is dealt with; good for this delivery only. */
  readonly receipt: string;
  readonly body: S3EventMessage;
  /** 1 on the first delivery. */
  readonly receiveCount: number;
}

/** The consumer's side of the object store's notifications, shaped like SQS: at least once, any order. */
export interface EventQueue {
  /**
   * Waits up to `waitSeconds` (default 20) for up to `max` (default 10) events. Each one stays
   * hidden for `visibilitySeconds` (default 30) and comes back unless it is deleted.
   */
  receive(options?: {
    max?: number;
    waitSeconds?: number;
    visibilitySeconds?: number;
    signal?: AbortSignal;
  }): Promise<ReceivedEvent[]>;
  delete(receipts: readonly string[]): Promise<void>;
}

/** Throws what `fetch` throws when the store is away, and an Error with the status when it refuses. */
export function createEventQueue(options: {
  endpoint: string;
  secretAccessKey: string;
}): EventQueue {
  async function post(path: string, body: object, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`${options.endpoint}/_events/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.secretAccessKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
    if (!response.ok)
      throw new Error(`The event queue answered ${String(response.status)} to ${path}`);
    return response.json();
  }

  return {
    async receive({ max = 10, waitSeconds = 20, visibilitySeconds = 30, signal } = {}) {
      const answer = await post('receive', { max, waitSeconds, visibilitySeconds }, signal);
      return isReceiveAnswer(answer) ? answer.messages : [];
    },
    async delete(receipts) {
      if (receipts.length > 0) await post('delete', { receipts });
    },
  };
}

function isReceiveAnswer(answer: unknown): answer is { messages: ReceivedEvent[] } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'messages' in answer &&
    Array.isArray(answer.messages)
  );
}
