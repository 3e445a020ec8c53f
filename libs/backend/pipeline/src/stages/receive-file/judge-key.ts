import type { RowProblem } from '@waybill/contracts';
import { fileProblem } from '../../problems.ts';

export type KeyVerdict =
  | { readonly kind: 'file'; readonly folders: readonly string[]; readonly name: string }
  | { readonly kind: 'ignored'; readonly problem: RowProblem }
  | { readonly kind: 'refused'; readonly problem: RowProblem };

/** A name has to fit into an archive key beside partner, feed, date and file id. */
const nameBytesMax = 512;

/** Endings under which clients write before they rename: such a file is not finished. */
const unfinishedEndings = ['.tmp', '.filepart', '.part', '.crdownload', '.partial'];

/**
 * What the landing key of an object allows: a file in its folders, a name that clients use on the way (ignored), or a key
 * that could confuse a file system, a header or a log (refused).
 */
export function judgeKey(key: string): KeyVerdict {
  const segments = key.split('/');
  const name = segments.at(-1) ?? '';
  if (isDangerous(key)) {
    return {
      kind: 'refused',
      problem: fileProblem('KEY', {
        message: 'The object key holds control characters, path tricks or is too long.',
        expected: '<partner>/<feed>/<file>, plain text',
      }),
    };
  }
  if (name === '') return ignored('A folder marker, not a file.');
  const lower = name.toLowerCase();
  if (name.startsWith('.') || unfinishedEndings.some((ending) => lower.endsWith(ending)))
    return ignored('The name says that the file is not finished.');
  return { kind: 'file', folders: segments.slice(0, -1), name };
}

function ignored(message: string): KeyVerdict {
  return {
    kind: 'ignored',
    problem: fileProblem('IGNORED_NAME', { message, expected: 'a finished file' }),
  };
}

function isDangerous(key: string): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (hasControlCharacter(key) || Buffer.byteLength(name) > nameBytesMax) return true;
  const plain = key
    .toLowerCase()
    .replaceAll('%2e', '.')
    .replaceAll(/%2f|%5c|\\/g, '/');
  const segments = plain.split('/');
  return segments.some(
    (segment, index) =>
      segment === '..' ||
      segment === '.' ||
      (segment === '' && index < segments.length - 1 && segments.length > 1),
  );
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029) return true;
  }
  return !text.isWellFormed();
}
