/** Where the person is on the x axis, and where the range they are choosing began; indexes of points. */
export interface Brush {
  readonly active: number | null;
  readonly anchor: number | null;
}

export const noBrush: Brush = { active: null, anchor: null };

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** The brush after a key, or null when the key is not the brush's. Shift holds the range's other end. */
export function afterKey(brush: Brush, key: string, shift: boolean, count: number): Brush | null {
  const target = targetOf(brush, key, count);
  if (target === null) return null;
  return { active: target, anchor: shift ? (brush.anchor ?? brush.active ?? target) : null };
}

function targetOf({ active }: Brush, key: string, count: number): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  return active === null ? count - 1 : Math.min(Math.max(active + step, 0), count - 1);
}

/** First and last index of the chosen range; null while nothing is chosen. */
export function rangeOf({ active, anchor }: Brush): readonly [number, number] | null {
  if (active === null || anchor === null) return null;
  return [Math.min(active, anchor), Math.max(active, anchor)];
}

/** The point nearest to `x`, both in the same pixels; null when there are none. */
export function nearest(xs: readonly number[], x: number): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (const [index, at] of xs.entries()) {
    const distance = Math.abs(at - x);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
