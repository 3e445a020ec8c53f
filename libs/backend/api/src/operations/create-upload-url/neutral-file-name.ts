/** Names that some systems open as a device, with any ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const bytesMax = 200;

/**
 * The last part of a file name as people see it, made of letters, digits, spaces and `.` `_` `-` `+` only, so that it is only a
 * name to file systems, logs and headers. Its ending is kept when it has to be cut.
 */
export function neutralFileName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[^\p{L}\p{M}\p{N} ._+-]/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  if (plain === '') return 'file';
  return shortened(devices.test(plain) ? `file-${plain}` : plain);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= bytesMax) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  let stem = '';
  for (const character of name) {
    if (Buffer.byteLength(stem + character + ending) > bytesMax) break;
    stem += character;
  }
  return stem + ending;
}
