import type { CellFlaw } from './cell-flaw.ts';

const outerSpace: CellFlaw = { name: 'ID_NOT_CANONICAL', expected: 'an id without outer spaces' };
const notComposed: CellFlaw = { name: 'ID_NOT_CANONICAL', expected: 'an id in Unicode NFC' };
const badCharacter: CellFlaw = {
  name: 'CHAR',
  expected: 'an id of visible characters (no control, zero-width, direction or full-width ones)',
};

// Controls and formats (zero width, direction), separators but the plain space, unassigned and private ones, U+FFFD, variation selectors, fillers, full and half width forms.
const refused =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uff00-\uffef\ufffd\u{e0100}-\u{e01ef}]/u;

/**
 * Why a text cannot be an id: two texts that look alike must not be two members, and two that differ are never merged,
 * so everything but one canonical spelling is refused. Null for a good one. Case counts.
 */
export function identifierFlaw(text: string): CellFlaw | null {
  let plain = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit >= 0x7f) {
      plain = false;
      break;
    }
  }
  return plain ? null : closerLook(text);
}

function closerLook(text: string): CellFlaw | null {
  if (refused.test(text)) return badCharacter;
  if (text.startsWith(' ') || text.endsWith(' ')) return outerSpace;
  return text.normalize('NFC') === text ? null : notComposed;
}

/** Length in UTF-8 bytes, which is what an id column in a database counts. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is two units of two bytes each.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
