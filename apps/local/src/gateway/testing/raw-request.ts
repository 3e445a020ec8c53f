import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
  /** The connection was cut off while something was still on its way. */
  isReset: boolean;
}

/**
 * What a server answers to these very bytes; an HTTP client would tidy them up first. Status 0 when it closed without an answer.
 */
export function sendRaw(port: number, ...parts: (string | Buffer)[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let isReset = false;
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => {
      isReset = true;
      // A server that has refused a body may reset the connection in the end; what it said before that counts.
      if (chunks.length === 0) reject(error);
    });
    socket.on('close', () => {
      resolve({ ...parsed(Buffer.concat(chunks).toString()), isReset });
    });
  });
}

function parsed(text: string): Omit<RawAnswer, 'isReset'> {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [start = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').trim()];
  });
  return {
    status: Number(start.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
}
