/** Names have no more letters, unless somebody writes nonsense. */
const lettersMax = 64;

/** The known name nearest to the one written, if it is near enough to have been meant. */
export function closestName(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.slice(0, lettersMax).toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const name of known) {
    const distance = editDistance(wanted, name.slice(0, lettersMax).toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** Three lines of the table of distances, for names of up to 64 letters, of which only the first count. */
const lines = [0, 1, 2].map(() => new Uint8Array(lettersMax + 1));

/**
 * Letters to insert, delete, replace or swap with their neighbour to turn a into b, or `limit` when it is at least that: then it ends
 * with the first letters that say so, since a text may have hundreds of unknown names.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [beforeLast, last, row] = lines as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    row.fill(limit);
    row[0] = i;
    let least = i;
    // Further from the diagonal than the limit there is nothing that could come back below it.
    const to = Math.min(b.length, i + limit - 1);
    for (let j = Math.max(1, i - limit + 1); j <= to; j += 1) {
      const [letter, other] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)];
      let distance = at(last, j - 1) + (letter === other ? 0 : 1);
      distance = Math.min(distance, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        distance = Math.min(distance, at(beforeLast, j - 2) + 1);
      row[j] = distance;
      if (distance < least) least = distance;
    }
    if (least >= limit) return limit;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(at(last, b.length), limit);
}

function at(line: Uint8Array, index: number): number {
  return line[index] as number;
}
