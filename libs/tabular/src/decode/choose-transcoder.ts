import type { Encoding } from './encoding.ts';
import { MultiByteTranscoder } from './multi-byte-transcoder.ts';
import type { Transcoder } from './transcoder.ts';
import { Utf16Transcoder } from './utf16-transcoder.ts';

/** Null for encodings that are scanned as they are. `start` is the offset of the first byte behind a byte order mark. */
export function chooseTranscoder(encoding: Encoding, start: number): Transcoder | null {
  if (encoding.kind === 'utf-16') return new Utf16Transcoder(encoding.name === 'utf-16be', start);
  if (encoding.kind === 'multi-byte') return new MultiByteTranscoder(encoding.name, start);
  return null;
}
