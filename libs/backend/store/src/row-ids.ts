import { fromBase32, toBase32 } from './ids.ts';

/** Where a thing of a run is: its run's number, the row, and which of the row's things it is. */
export interface RowPlace {
  runNo: number;
  rowNo: number;
  part: number;
}

/** Spread over the bytes so that neighbours do not look like a counter. It hides nothing; rights never rest on an id. */
const mask = [0x5b, 0xc3, 0x91, 0x2e, 0x74, 0xa8, 0x1d, 0xe6, 0x39];

/** Ledger entries and row errors have no number of their own: their id is their place, so that bulk writes allocate nothing. */
export function rowId(prefix: 'ent' | 'err', place: RowPlace): string {
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, place.runNo);
  view.setUint32(4, place.rowNo);
  view.setUint8(8, place.part);
  view.setUint8(9, checkByte(prefix, bytes));
  return `${prefix}_${toBase32(scramble(bytes))}`;
}

/** The place an id stands for, or null when nobody here made it. */
export function placeOf(prefix: 'ent' | 'err', id: string): RowPlace | null {
  if (!id.startsWith(`${prefix}_`) || id.length !== prefix.length + 17) return null;
  const scrambled = fromBase32(id.slice(prefix.length + 1));
  if (scrambled === null) return null;
  const bytes = scramble(scrambled);
  const view = new DataView(bytes.buffer);
  if (view.getUint8(9) !== checkByte(prefix, bytes)) return null;
  return { runNo: view.getUint32(0), rowNo: view.getUint32(4), part: view.getUint8(8) };
}

/** Its own inverse: the check byte stays, and masks the nine before it. */
function scramble(bytes: Uint8Array): Uint8Array {
  const last = bytes[9] ?? 0;
  return bytes.map((byte, index) => (index === 9 ? byte : byte ^ (mask[index] ?? 0) ^ last));
}

function checkByte(prefix: string, bytes: Uint8Array): number {
  let check = prefix.charCodeAt(1);
  for (const byte of bytes.subarray(0, 9)) check = ((check << 1) | (check >> 7)) ^ (byte & 0xff);
  return check & 0xff;
}
