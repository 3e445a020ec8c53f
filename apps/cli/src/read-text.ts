import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** More bytes than the characters of the largest rule set can take. */
const bytesMax = 8_000_000;

export type ReadText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** The text of a file, or of standard input for `-`. Without it a sentence that says why. */
export async function readText(file: string): Promise<ReadText> {
  try {
    return textOf(await readBytes(file === '-' ? process.stdin : createReadStream(file)));
  } catch (problem) {
    return { ok: false, message: sentenceOf(problem) };
  }
}

/** Undefined when there are too many; the rest is not read then, so that a device that never ends does no harm. */
async function readBytes(stream: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Buffer | undefined): ReadText {
  if (bytes === undefined)
    return { ok: false, message: `It has more than ${String(bytesMax)} bytes; no rule set has.` };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, message: 'It is not UTF-8. Save it as UTF-8.' };
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder. Name the files in it.',
  EACCES: 'You may not read it.',
};

function sentenceOf(problem: unknown): string {
  const { code = '', message } = problem as NodeJS.ErrnoException;
  return sentences[code] ?? message;
}
