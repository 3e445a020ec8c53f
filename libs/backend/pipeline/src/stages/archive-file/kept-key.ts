import { nameOf } from '../../landed-object.ts';

/**
 * Where a file is kept: `<partner>/<feed>/<yyyy>/<mm>/<dd>/<file id>-<name>`, dated by its arrival so that a repeated attempt
 * finds the copy of the one before. A name that is not plain is dropped; the file's record still has it.
 */
export function keptKey(file: {
  readonly id: string;
  readonly key: string;
  /** `<partner>.<feed>`, null when nobody knows whose it is. */
  readonly feedId: string | null;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
}): string {
  const folder = file.feedId === null ? 'unknown' : file.feedId.replace('.', '/');
  const day = file.receivedAt.slice(0, 10).replaceAll('-', '/');
  const name = nameOf(file.key);
  return `${folder}/${day}/${file.id}${isPlain(name) ? `-${name}` : ''}`;
}

/** No control characters, no path tricks, short. */
function isPlain(name: string): boolean {
  if (name === '' || name === '..' || Buffer.byteLength(name) > 512 || !name.isWellFormed())
    return false;
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]|%2e%2e|%2f|%5c/i.test(name);
}
