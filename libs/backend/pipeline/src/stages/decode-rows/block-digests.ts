import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** How much is checked, and then decoded, in one go. */
export const blockBytes = 256 * 1024;

/** One CRC-32 per block of the file, taken while it was inspected. Four bytes per 256 KiB: flat for any file. */
export class BlockDigests {
  readonly #digests: number[];
  #crc = 0;
  #filled = 0;

  constructor(digests: readonly number[] = []) {
    this.#digests = [...digests];
  }

  /** As `bytes` gave them. */
  static from(bytes: Uint8Array): BlockDigests {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = bytes.length / 4;
    return new BlockDigests(Array.from({ length }, (_, index) => view.getUint32(index * 4)));
  }

  /** Four bytes each, big-endian. */
  bytes(): Uint8Array {
    const view = new DataView(new ArrayBuffer(this.#digests.length * 4));
    this.#digests.forEach((digest, index) => {
      view.setUint32(index * 4, digest);
    });
    return new Uint8Array(view.buffer);
  }

  update(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + blockBytes - this.#filled);
      this.#crc = crc32(piece, this.#crc);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === blockBytes) this.#close();
    }
  }

  end(): void {
    if (this.#filled > 0) this.#close();
  }

  at(index: number): number | undefined {
    return this.#digests[index];
  }

  get length(): number {
    return this.#digests.length;
  }

  #close(): void {
    this.#digests.push(this.#crc);
    this.#crc = 0;
    this.#filled = 0;
  }
}

/** The second reading of a file does not have the bytes of the first. Damage on the way, so worth another try. */
export class BodyDamaged extends Error {
  override readonly name = 'CorruptBody';
}

/**
 * The body in whole blocks, each handed out only after it proved to hold the bytes that were inspected: nothing is ever posted
 * from a body that was damaged or cut off on the way.
 *
 * @param span the blocks that the body has, of a file that is read in part; all of them unless said
 * @throws BodyDamaged
 */
export async function* verifiedBlocks(
  body: AsyncIterable<Uint8Array>,
  digests: BlockDigests,
  span: { readonly from: number; readonly to: number } = { from: 0, to: digests.length },
): AsyncGenerator<Uint8Array> {
  let index = span.from;
  let block = new Uint8Array(blockBytes);
  let filled = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + blockBytes - filled);
      block.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < blockBytes) continue;
      yield checked(block, digests.at(index++));
      block = new Uint8Array(blockBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield checked(block.subarray(0, filled), digests.at(index++));
  if (index !== span.to)
    throw new BodyDamaged('The body is shorter than the file that was inspected');
}

/** The body as it comes; that it was the right one shows at its end. @throws BodyDamaged */
export async function* verifiedBody(
  body: AsyncIterable<Uint8Array>,
  sha256: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256)
    throw new BodyDamaged('The body is not the file that was kept');
}

function checked(block: Uint8Array, digest: number | undefined): Uint8Array {
  if (crc32(block) === digest) return block;
  throw new BodyDamaged('The body is not the file that was inspected');
}
