/**
 * How an encoding is read. `bytes`: UTF-8 or a single-byte code page, scanned as it is. `utf-16`, `multi-byte`: turned
 * into UTF-8 first, because their bytes may look like delimiters.
 */
export type EncodingKind = 'utf-8' | 'single-byte' | 'utf-16' | 'multi-byte';

export interface Encoding {
  kind: EncodingKind;
  /** Canonical WHATWG name. */
  name: string;
}

const multiByte = new Set(['big5', 'gbk', 'gb18030', 'shift_jis', 'euc-jp', 'euc-kr']);
const unsupported = new Set(['iso-2022-jp', 'replacement', 'x-user-defined']);

/**
 * Resolves a WHATWG label such as `utf-8`, `latin1`, `Big5`.
 * Null for labels nobody knows and for `iso-2022-jp`, whose line ends depend on a shift state.
 */
export function resolveEncoding(label: string): Encoding | null {
  let name: string;
  try {
    name = new TextDecoder(label).encoding;
  } catch {
    // RangeError: the label is unknown to this runtime.
    return null;
  }
  if (unsupported.has(name)) return null;
  if (name === 'utf-8') return { kind: 'utf-8', name };
  if (name === 'utf-16le' || name === 'utf-16be') return { kind: 'utf-16', name };
  return { kind: multiByte.has(name) ? 'multi-byte' : 'single-byte', name };
}
