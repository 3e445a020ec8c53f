import { fileProblem, type Problem } from '../problem.ts';
import type { Encoding } from './encoding.ts';

/** Bytes of the beginning of a file that are looked at before the first one is read as text. */
export const openingBytes = 64;

const signatures: readonly { kind: string; bytes: readonly number[] }[] = [
  { kind: 'a ZIP archive or XLSX workbook', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'an empty ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { kind: 'a PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'a PNG picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'a JPEG picture', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'a GIF picture', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'a gzip archive', bytes: [0x1f, 0x8b] },
  { kind: 'a zstd archive', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'a 7z archive', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { kind: 'a RAR archive', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a] },
  { kind: 'an XLS workbook', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
];

const markup = /^\s*<(!doctype|html|head|body|\?xml)/i;

const byteOrderMarks: readonly { name: string; bytes: readonly number[] }[] = [
  { name: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { name: 'utf-16le', bytes: [0xff, 0xfe] },
  { name: 'utf-16be', bytes: [0xfe, 0xff] },
];

export interface Opening {
  /** Length of the byte order mark to drop. */
  markBytes: number;
  /** Why the file cannot be a table in the declared encoding, or null. */
  problem: Problem | null;
}

/** Judges the first `openingBytes` bytes of a file (all of it when it is shorter). */
export function examineOpening(bytes: Uint8Array, encoding: Encoding): Opening {
  const kind = foreignKind(bytes);
  if (kind !== null) {
    const problem = fileProblem('CONTENT_MISMATCH', { found: kind, expected: 'a text table' });
    return { markBytes: 0, problem };
  }
  const mark = byteOrderMarks.find((candidate) => startsWith(bytes, candidate.bytes));
  const seen = mark?.name ?? utf16Pattern(bytes);
  if (seen === encoding.name) return { markBytes: mark?.bytes.length ?? 0, problem: null };
  const plainText =
    encoding.kind === 'utf-16' &&
    bytes.length >= 8 &&
    bytes.every((byte) => byte > 0 && byte < 0x80);
  const found = seen ?? (plainText ? 'us-ascii' : null);
  if (found === null) return { markBytes: 0, problem: null };
  return {
    markBytes: 0,
    problem: fileProblem('ENCODING', { line: 1, found, expected: encoding.name }),
  };
}

function foreignKind(bytes: Uint8Array): string | null {
  const signature = signatures.find((candidate) => startsWith(bytes, candidate.bytes));
  if (signature !== undefined) return signature.kind;
  const text = String.fromCharCode(...bytes.filter((byte) => byte > 0 && byte < 0x80));
  return markup.test(text) ? 'a web page or XML document' : null;
}

/** Latin text in UTF-16 without a mark has a NUL in nearly every second byte, always on the same side. */
function utf16Pattern(bytes: Uint8Array): string | null {
  const nulsAt = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) nulsAt[index % 2] = (nulsAt[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nulsAt;
  const many = bytes.length >> 2;
  if (many >= 1 && odd > many && even === 0) return 'utf-16le';
  if (many >= 1 && even > many && odd === 0) return 'utf-16be';
  return null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
