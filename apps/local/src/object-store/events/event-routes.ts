import type { IncomingMessage } from 'node:http';

import { sameText } from '../protocol/signature.ts';
import type { Outbox } from './outbox.ts';

export interface JsonReply {
  readonly status: number;
  readonly json: unknown;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** `POST /_events/receive` and `/_events/delete`, for whoever holds the store's secret key. */
export async function answerEvents(
  request: IncomingMessage,
  outbox: Outbox,
  secretAccessKey: string,
  signal: AbortSignal,
): Promise<JsonReply> {
  if (!sameText(request.headers.authorization ?? '', `Bearer ${secretAccessKey}`)) {
    return {
      status: 401,
      json: { error: 'The event queue wants the secret key of the store as a bearer token' },
    };
  }
  if (request.method !== 'POST')
    return { status: 405, json: { error: 'The event queue knows POST only' } };
  const body = await readJson(request);
  if (body === undefined) return { status: 400, json: { error: 'The body must be a JSON object' } };
  switch (request.url) {
    case '/_events/receive': {
      const messages = await outbox.receive(
        {
          max: within(body['max'], 1, 1000, 10),
          waitSeconds: within(body['waitSeconds'], 0, 60, 20),
          visibilitySeconds: within(body['visibilitySeconds'], 0, 43_200, 30),
        },
        signal,
      );
      return {
        status: 200,
        json: { messages: messages.map((message) => ({ ...message, body: parse(message.body) })) },
      };
    }
    case '/_events/delete': {
      const receipts = body['receipts'];
      if (!isStrings(receipts))
        return { status: 400, json: { error: 'receipts must be a list of strings' } };
      return { status: 200, json: { deleted: outbox.delete(receipts) } };
    }
    default:
      return { status: 404, json: { error: 'The event queue knows receive and delete' } };
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size > MAX_BODY_BYTES) return undefined;
    pieces.push(piece);
  }
  try {
    const value = parse(Buffer.concat(pieces).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

function within(value: unknown, low: number, high: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(Math.max(value, low), high)
    : otherwise;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
