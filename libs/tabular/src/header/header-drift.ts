/** How a header differs from the layout. A fact for the partner's page, not a verdict. */
export interface HeaderDrift {
  /** Names in the file that the layout does not know. */
  added: readonly string[];
  /** Layout columns that are not in the file. */
  removed: readonly string[];
  /** Whether the known columns come in another order than in the layout. */
  reordered: boolean;
  /** Pairs of a removed and an added name that look like one column renamed, best first, each name at most once. */
  renamed: readonly RenameSuggestion[];
}

export interface RenameSuggestion {
  from: string;
  to: string;
  /** 0–100, 100 when the names differ in case, spaces and punctuation only. */
  similarity: number;
}

const likely = 60;
const comparedNamesMax = 100;
const comparedCharsMax = 64;

/** Best pairs first; a pair below 60 is chance. Compares at most 100 × 100 names. */
export function suggestRenames(
  removed: readonly string[],
  added: readonly string[],
): RenameSuggestion[] {
  const pairs = removed.slice(0, comparedNamesMax).flatMap((from) =>
    added
      .slice(0, comparedNamesMax)
      .map((to) => ({ from, to, similarity: nameSimilarity(from, to) }))
      .filter((pair) => pair.similarity >= likely),
  );
  pairs.sort((a, b) => b.similarity - a.similarity);
  const taken = new Set<string>();
  return pairs.filter(({ from, to }) => {
    if (taken.has(`-${from}`) || taken.has(`+${to}`)) return false;
    taken.add(`-${from}`).add(`+${to}`);
    return true;
  });
}

/** 0–100; 100 when names differ in case, spaces and punctuation only. */
export function nameSimilarity(one: string, other: string): number {
  const a = bareName(one);
  const b = bareName(other);
  if (a === '' || b === '' || a.length > comparedCharsMax || b.length > comparedCharsMax) return 0;
  const longest = Math.max(a.length, b.length);
  return Math.round(((longest - editDistance(a, b)) * 100) / longest);
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1]);
      const insertion = (current[column - 1] ?? 0) + 1;
      const deletion = (previous[column] ?? 0) + 1;
      current.push(Math.min(substitution, insertion, deletion));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
