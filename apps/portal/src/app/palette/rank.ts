/**
 * How well a text answers to what was typed: 0 and more, null when it does not at all. All letters must come in
 * their order; the beginnings of words and letters side by side count for more, as do short texts.
 */
export function rank(typed: string, text: string): number | null {
  const wanted = typed.toLowerCase().replaceAll(/\s+/g, '');
  const letters = text.toLowerCase();
  let score = 0;
  let from = 0;
  let last = -2;
  for (const letter of wanted) {
    const at = bestPlace(letters, letter, from, last);
    if (at < 0) return null;
    score += at === last + 1 ? 4 : isWordStart(letters, at) ? 3 : 0;
    last = at;
    from = at + 1;
  }
  return score + (letters.startsWith(wanted) ? 8 : 0) + 1 / (letters.length + 1);
}

/** Right after the last letter, else at the next beginning of a word, else wherever it comes next. */
function bestPlace(letters: string, letter: string, from: number, last: number): number {
  if (letters[last + 1] === letter && last + 1 >= from) return last + 1;
  for (let at = letters.indexOf(letter, from); at >= 0; at = letters.indexOf(letter, at + 1)) {
    if (isWordStart(letters, at)) return at;
  }
  return letters.indexOf(letter, from);
}

function isWordStart(letters: string, at: number): boolean {
  return at === 0 || /[^a-z0-9]/.test(letters[at - 1] ?? '');
}

/** Those that answer, best first; all of them in their order when nothing was typed. */
export function ranked<Item>(
  typed: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): Item[] {
  return items
    .flatMap((item) => {
      const score = rank(typed, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .sort((one, other) => (typed === '' ? 0 : other.score - one.score))
    .map(({ item }) => item);
}
