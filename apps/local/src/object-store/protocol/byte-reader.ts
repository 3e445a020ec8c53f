import { S3Error } from './s3-error.ts';

/** Reads lines and runs of bytes from a stream of pieces without ever joining more than one line. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** A line without its CRLF; null at the end of the stream. */
  async line(maxBytes: number): Promise<string | null> {
    for (;;) {
      const end = this.#rest.indexOf('\r\n');
      if (end !== -1) {
        const line = this.#rest.toString('latin1', 0, end);
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      if (this.#rest.length > maxBytes) throw incomplete('a line of the chunked body is too long');
      if (!(await this.#fill())) {
        if (this.#rest.length > 0) throw incomplete('the chunked body ends within a line');
        return null;
      }
    }
  }

  /** Between one and `maxBytes` bytes. */
  async some(maxBytes: number): Promise<Buffer> {
    if (this.#rest.length === 0 && !(await this.#fill()))
      throw incomplete('the chunked body ends within a chunk');
    const piece = this.#rest.subarray(0, maxBytes);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  async #fill(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    const piece = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    return true;
  }
}

function incomplete(message: string): S3Error {
  return new S3Error(
    'IncompleteBody',
    {},
    { message: `The request body is not complete: ${message}` },
  );
}
