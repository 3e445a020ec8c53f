import { describe, expect, it } from 'vitest';
import { BlockDigests, blockBytes, BodyDamaged, verifiedBlocks } from './block-digests.ts';

const content = Buffer.from(Array.from({ length: 2.5 * blockBytes }, (_, n) => (n * 7) % 251));

describe('the second reading of a file', () => {
  it.each([1000, blockBytes, blockBytes + 1, 10_000_000])(
    'gets the same bytes in chunks of %d',
    async (size) => {
      const pieces: Uint8Array[] = [];
      for await (const block of verifiedBlocks(chunks(content, size), digestsOf(content)))
        pieces.push(block);
      expect(Buffer.concat(pieces).equals(content)).toBe(true);
    },
  );

  const damages: [string, Buffer, number][] = [
    ['a changed byte in the first block', changed(10), 0],
    ['a changed byte in the last block', changed(content.length - 1), 2],
    ['a body cut off in a block', content.subarray(0, content.length - 1), 2],
    ['a body cut off between blocks', content.subarray(0, 2 * blockBytes), 2],
    ['a body that is longer', Buffer.concat([content, Buffer.from('x')]), 2],
    ['no body', Buffer.alloc(0), 0],
  ];
  it.each(damages)(
    'stops at %s before any of it is handed out',
    async (_name, body, goodBlocks) => {
      let seen = 0;
      const read = async () => {
        for await (const _ of verifiedBlocks(chunks(body, 4096), digestsOf(content))) seen++;
      };
      await expect(read()).rejects.toBeInstanceOf(BodyDamaged);
      expect(seen).toBe(goodBlocks);
    },
  );

  it('of an empty file is empty', async () => {
    const digests = digestsOf(Buffer.alloc(0));
    const blocks = [];
    for await (const block of verifiedBlocks(chunks(Buffer.alloc(0), 1), digests))
      blocks.push(block);
    expect(blocks).toEqual([]);
  });
});

function digestsOf(bytes: Uint8Array): BlockDigests {
  const digests = new BlockDigests();
  for (let at = 0; at < bytes.length; at += 777) digests.update(bytes.subarray(at, at + 777));
  digests.end();
  return digests;
}

function changed(position: number): Buffer {
  const copy = Buffer.from(content);
  copy[position] = (copy[position] ?? 0) ^ 1;
  return copy;
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
