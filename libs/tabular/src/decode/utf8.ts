/**
 * Bytes of the valid UTF-8 sequence at `i` (Unicode 17, table 3-7: no overlongs, no surrogates, at most U+10FFFF), or 0.
 * By hand because a fatal TextDecoder answers with an exception, and a hostile file would raise millions.
 */
export function utf8SequenceLength(bytes: Uint8Array, i: number, end: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[i] as number;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4 || i + 1 >= end) return 0;
  const second = bytes[i + 1] as number;
  if (lead < 0xe0) return isTrail(second) ? 2 : 0;
  if (i + 2 >= end || !isTrail(bytes[i + 2] as number)) return 0;
  if (lead < 0xf0) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const top = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= top ? 3 : 0;
  }
  if (i + 3 >= end || !isTrail(bytes[i + 3] as number)) return 0;
  const low = lead === 0xf0 ? 0x90 : 0x80;
  const top = lead === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= top ? 4 : 0;
}

export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end;) {
    const length = utf8SequenceLength(bytes, i, end);
    if (length === 0) return false;
    i += length;
  }
  return true;
}

function isTrail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
