/** Which items of two lists are the same: those with the same key. The same key a second time is another item. */
export interface Pairing {
  /** For every item of the second list the one that it was in the first; null for what is new. */
  readonly counterparts: readonly (Counterpart | null)[];
  /** Indexes of items that only the first list has. */
  readonly removed: readonly number[];
}

export interface Counterpart {
  /** Its index in the first list. */
  readonly index: number;
  /** True when it stands elsewhere among those that both lists have. As few as possible do. */
  readonly moved: boolean;
}

export function pairItems(before: readonly string[], after: readonly string[]): Pairing {
  if (before.length === after.length && before.every((key, index) => key === after[index]))
    return { counterparts: before.map((_, index) => ({ index, moved: false })), removed: [] };
  const places = new Map(numbered(before).map((key, index) => [key, index]));
  const found = numbered(after).map((key) => {
    const index = places.get(key);
    places.delete(key);
    return index;
  });
  const staying = longestRise(found.filter((index) => index !== undefined));
  return {
    counterparts: found.map((index) =>
      index === undefined ? null : { index, moved: !staying.has(index) },
    ),
    removed: [...places.values()],
  };
}

/** Makes keys that appear again differ. */
function numbered(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${count} ${key}`;
  });
}

/** The members of the longest rising subsequence of distinct numbers. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  // The smallest end of a rising run of each length, and for every number the one before it in its run.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous.set(number, ends[low - 1]);
    ends[low] = number;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) rise.add(at);
  return rise;
}
