const bytesMax = 65_536;

/**
 * A row as text, as it was sent, at most 64 KiB of it. Bytes that are not valid in the encoding read `\xNN`, so that nothing is
 * invented and nothing hidden.
 */
export function rawLine(bytes: Uint8Array, encoding: string): string {
  const kept = bytes.subarray(0, bytesMax);
  try {
    // A cut row may end inside a character, so only a whole one has to decode to its end.
    const isCut = kept.length < bytes.length;
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(kept, {
      stream: isCut,
    });
  } catch {
    return escaped(kept);
  }
}

function escaped(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f;
    text += isPlain
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}
