export interface QueuedEvent {
  readonly receipt: string;
  readonly body: unknown;
}

/** The store's event queue, asked the plain way and without waiting. */
export async function receiveEvents(endpoint: string): Promise<QueuedEvent[]> {
  const { messages } = (await post(endpoint, 'receive', { waitSeconds: 0, max: 100 })) as {
    messages: QueuedEvent[];
  };
  return messages;
}

export async function deleteEvents(
  endpoint: string,
  events: readonly QueuedEvent[],
): Promise<void> {
  if (events.length > 0)
    await post(endpoint, 'delete', { receipts: events.map(({ receipt }) => receipt) });
}

async function post(endpoint: string, action: string, body: object): Promise<unknown> {
  const answer = await fetch(`${endpoint}/_events/${action}`, {
    method: 'POST',
    headers: { authorization: 'Bearer waybill-local', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}
