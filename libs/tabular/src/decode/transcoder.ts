import type { FileOffset } from './raw-record.ts';

/**
 * Turns an encoding whose bytes may look like delimiters into UTF-8, which the scanners read.
 * A sequence that is not valid becomes `invalidByte`, which is not valid UTF-8 either, so the row it is in says so.
 */
export interface Transcoder {
  push(bytes: Uint8Array): Uint8Array;
  end(): Uint8Array;
  /** Byte offset in the file of a position just before or after a line end, or at either end of the text. */
  fileOffset: FileOffset;
}

export const invalidByte = 0xff;
