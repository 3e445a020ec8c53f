import type { IncomingMessage } from 'node:http';

/**
 * The body of a request, or null as soon as it is larger than allowed: by what it says of itself, or while it comes in. What is left
 * of such a body is not read; the connection has to be closed after the answer.
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
