import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a caller may go on to send what nobody reads. */
const lingerMs = 2_000;

/**
 * The body of a request, or null as soon as it is larger than allowed: by what it says of itself, or while it comes in. What is left
 * of such a body is not read; the answer has to go by `answerUnread`.
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/**
 * Answers a request that was not read to its end, and closes the connection. At once it would be reset under a caller that is still
 * sending, which then never sees the answer; so what comes is thrown away for a moment, as web servers do.
 */
export function answerUnread(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' });
  response.flushHeaders();
  response.write(body);
  const close = () => {
    clearTimeout(patience);
    if (!response.writableEnded) response.end(() => request.destroy());
  };
  const patience = setTimeout(close, lingerMs);
  request.once('end', close).once('close', close).resume();
}
