/** Does the work for each item, so many at a time, and gives the answers in the order of the items. The first failure ends it. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers = new Array<Answer>(items.length);
  const rest = items.entries();
  const one = async () => {
    for (const [index, item] of rest) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, one));
  return answers;
}
