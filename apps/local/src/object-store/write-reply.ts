import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';

import { damageBody } from './faults/damaged-body.ts';
import type { Fault, Faults } from './faults/faults.ts';
import type { S3Reply } from './operations/request.ts';
import type { S3Error } from './protocol/s3-error.ts';
import { xmlDocument } from './protocol/xml.ts';

/** Sends an operation's answer, bytes with backpressure; releases what it holds in any case. */
export async function writeReply(
  response: ServerResponse,
  reply: S3Reply,
  headOnly: boolean,
  misfortune?: { readonly fault: Fault | undefined; readonly faults: Faults },
): Promise<void> {
  const { body } = reply;
  if (body === undefined || typeof body === 'string') {
    writeText(response, reply.status, reply.headers ?? {}, body ?? '');
    return;
  }
  try {
    const damaged = misfortune
      ? damageBody(misfortune.fault, body.size, body.bytes, misfortune.faults)
      : { announced: body.size, body: body.bytes, cut: false };
    response.writeHead(reply.status, { ...reply.headers, 'content-length': damaged.announced });
    if (headOnly) {
      response.end();
      return;
    }
    for await (const piece of damaged.body) {
      if (!response.write(piece)) await drained(response);
      if (response.destroyed) return;
    }
    if (damaged.cut) await cutOff(response);
    else response.end();
  } finally {
    body.release();
  }
}

/** S3's error document; a HEAD answer and a 304 have no body. */
export function writeError(
  response: ServerResponse,
  error: S3Error,
  context: { readonly requestId: string; readonly resource: string; readonly headOnly: boolean },
): void {
  const details = Object.entries(error.detail).map(([name, value]) => [name, value] as const);
  const document = xmlDocument(
    [
      'Error',
      [
        ['Code', error.code],
        ['Message', error.message],
        ...details,
        ['Resource', context.resource],
        ['RequestId', context.requestId],
        ['HostId', context.requestId],
      ],
    ],
    '',
  );
  writeText(response, error.status, error.headers, context.headOnly ? '' : document);
}

function writeText(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  const bytes = Buffer.from(text);
  const hasLength = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...(bytes.length > 0 ? { 'content-type': 'application/xml' } : {}),
    ...headers,
    ...(hasLength ? { 'content-length': bytes.length } : {}),
  });
  response.end(bytes);
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}

/** Closes the connection once the bytes written so far are out. */
async function cutOff(response: ServerResponse): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  response.flushHeaders();
  socket.end();
  await finished(socket, { readable: false }).catch(() => undefined);
  socket.destroy();
}
