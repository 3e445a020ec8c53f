import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between folders, in ASCII. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Of every entry: the first day that the format can say, so that the same content is the same archive whenever it is made. */
const firstOfJanuary1980 = 0x21;
const readableByAll = 0o100644 << 16;
const deflated = 8;
const version20 = 20;
const madeOnUnix = (3 << 8) | version20;

/**
 * A ZIP archive that depends on names and contents alone: entries in order of their names, no times, one set of rights. Lambda compares
 * archives by their hash, so one that carries times updates every function at every release. Libraries take a date for each entry and keep
 * the order they were given; these lines are shorter than the proof that one does not.
 *
 * @throws when a name comes twice or an archive would need the format's extension for more than 4 GB
 */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const twice = sorted.find(({ name }, at) => name === sorted[at + 1]?.name);
  if (twice) throw new Error(`${twice.name} is there twice`);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of sorted) {
    const data = deflateRawSync(content, { level: 9 });
    const described = descriptionOf(name, content, data);
    const local = Buffer.concat([signature(0x04034b50), described, Buffer.from(name)]);
    parts.push(local, data);
    directory.push(directoryEntry(described, name, offset));
    offset += local.length + data.length;
  }
  const listed = Buffer.concat(directory);
  if (offset + listed.length > 0xffffffff) throw new Error('More than 4 GB in one archive');
  return Buffer.concat([...parts, listed, endOf(sorted.length, listed.length, offset)]);
}

/** What the entry itself and the directory say alike. */
function descriptionOf(name: string, content: Uint8Array, data: Buffer): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(version20, 0);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(firstOfJanuary1980, 8);
  bytes.writeUInt32LE(crc32(content), 10);
  bytes.writeUInt32LE(data.length, 14);
  bytes.writeUInt32LE(content.length, 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), 22);
  return bytes;
}

function directoryEntry(described: Buffer, name: string, offset: number): Buffer {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(madeOnUnix);
  const where = Buffer.alloc(14);
  where.writeUInt32LE(readableByAll >>> 0, 6);
  where.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), made, described, where, Buffer.from(name)]);
}

function endOf(entries: number, directoryBytes: number, offset: number): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeUInt16LE(entries, 4);
  bytes.writeUInt16LE(entries, 6);
  bytes.writeUInt32LE(directoryBytes, 8);
  bytes.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), bytes]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
