/** Whether two JSON values are equal, in whatever order their keys were written; undefined is a property that is not there. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index]));
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const holds = (from: Record<string, unknown>, to: Record<string, unknown>) =>
    Object.keys(from).every((key) =>
      sameJson(from[key], Object.hasOwn(to, key) ? to[key] : undefined),
    );
  return (
    holds(left, right) &&
    Object.keys(right).every((key) => right[key] === undefined || Object.hasOwn(left, key))
  );
}
