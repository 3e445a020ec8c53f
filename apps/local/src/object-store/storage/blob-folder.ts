import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';

/** A run of bytes in one blob file. An object is one or more of them, in order. */
export interface Segment {
  readonly blob: string;
  readonly size: number;
}

const READ_BYTES = 256 * 1024;

/**
 * Blob files named by a UUID of our own, so a key can never become a path. A blob exists for the
 * index only once a row names it; one that no row names is left over from a crash and is swept.
 */
export class BlobFolder {
  readonly #folder: string;
  readonly #durable: boolean;
  readonly #shards = new Set<string>();
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(dataDir: string, durable: boolean) {
    this.#folder = join(dataDir, 'blobs');
    this.#durable = durable;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Streams a body into a new blob and returns once it is on the disk. A failed body leaves nothing. */
  async write(body: AsyncIterable<Uint8Array>): Promise<Segment> {
    const blob = this.#newBlob();
    const file = await open(this.#pathOf(blob), 'wx');
    let size = 0;
    try {
      for await (const piece of body) {
        await file.writeFile(piece);
        size += piece.length;
      }
      if (this.#durable) await file.datasync();
    } catch (error) {
      await file.close();
      this.remove([blob]);
      throw error;
    }
    await file.close();
    return { blob, size };
  }

  /** A second name for the same bytes: a copy of any size in no time. */
  async duplicate(segment: Segment): Promise<Segment> {
    const blob = this.#newBlob();
    try {
      linkSync(this.#pathOf(segment.blob), this.#pathOf(blob));
    } catch {
      // Some file systems have no hard links.
      await copyFile(this.#pathOf(segment.blob), this.#pathOf(blob));
    }
    return { blob, size: segment.size };
  }

  /** Bytes `start` to `end` (inclusive) of the segments taken as one. */
  async *read(segments: readonly Segment[], start = 0, end = Infinity): AsyncGenerator<Uint8Array> {
    let offset = 0;
    for (const { blob, size } of segments) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, size - 1);
      offset += size;
      if (from <= to) yield* this.#readFile(blob, from, to);
    }
  }

  /** Keeps these blobs on the disk until the returned function is called, even if removed meanwhile. */
  pin(segments: readonly Segment[]): () => void {
    for (const { blob } of segments) this.#readers.set(blob, (this.#readers.get(blob) ?? 0) + 1);
    let pinned = true;
    return () => {
      if (!pinned) return;
      pinned = false;
      for (const { blob } of segments) this.#unpin(blob);
    };
  }

  remove(blobs: Iterable<string>): void {
    for (const blob of blobs) {
      if (this.#readers.has(blob)) this.#doomed.add(blob);
      else this.#unlink(blob);
    }
  }

  /** Removes every blob that the index does not know; only before the store serves requests. */
  sweep(known: ReadonlySet<string>): number {
    let swept = 0;
    for (const shard of readdirSync(this.#folder)) {
      for (const blob of readdirSync(join(this.#folder, shard))) {
        if (known.has(blob)) continue;
        rmSync(join(this.#folder, shard, blob), { force: true });
        swept += 1;
      }
    }
    return swept;
  }

  async *#readFile(blob: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    const file = await open(this.#pathOf(blob), 'r');
    try {
      for (let at = start; at <= end;) {
        const length = Math.min(READ_BYTES, end - at + 1);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
        if (bytesRead === 0) throw new Error(`Blob ${blob} is shorter than its index row`);
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  #unpin(blob: string): void {
    const readers = (this.#readers.get(blob) ?? 1) - 1;
    if (readers > 0) {
      this.#readers.set(blob, readers);
      return;
    }
    this.#readers.delete(blob);
    if (this.#doomed.delete(blob)) this.#unlink(blob);
  }

  /** Never fails: a file that cannot be removed now is an orphan, and the next sweep takes it. */
  #unlink(blob: string): void {
    try {
      rmSync(this.#pathOf(blob), { force: true });
    } catch {
      this.#doomed.delete(blob);
    }
  }

  #newBlob(): string {
    const blob = randomUUID();
    const shard = blob.slice(0, 2);
    if (!this.#shards.has(shard)) {
      mkdirSync(join(this.#folder, shard), { recursive: true });
      this.#shards.add(shard);
    }
    return blob;
  }

  #pathOf(blob: string): string {
    return join(this.#folder, blob.slice(0, 2), blob);
  }
}
