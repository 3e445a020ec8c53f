/** Chance that is the same on every machine. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from 0, below `sides`. */
  below(sides: number): number;
  /** True once in so many times. */
  onceIn(times: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** Dice named by what they decide: the same names always fall the same way, whatever was thrown elsewhere. */
export function diceFor(...names: readonly (string | number)[]): Dice {
  let state = seedOf(names.join('/'));
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (sides: number) => Math.floor(next() * sides);
  return {
    next,
    below,
    onceIn: (times) => below(times) === 0,
    pick: (list) => list[below(list.length)] ?? list[0],
  };
}

/** FNV-1a. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
