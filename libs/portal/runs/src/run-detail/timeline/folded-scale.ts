/** A part of a run's time; `reason` says why nobody worked, null means that somebody did. Epoch ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly reason: string | null;
}

/** A period with its place on the axis, in percent. */
export interface Stretch extends Period {
  readonly left: number;
  readonly width: number;
  /** Drawn narrower than its time, because nothing happened in it. */
  readonly folded: boolean;
}

const foldedWidth = 8;
const foldedWidthsMax = 40;
/** Even the shortest stretch is seen. */
const leastShare = 0.03;

/** Lays periods out so that idle ones longer than half the work take no more than a strip. */
export function foldedScale(periods: readonly Period[]): Stretch[] {
  const work = total(periods.filter(({ reason }) => reason === null));
  const isFolded = ({ from, to, reason }: Period) =>
    reason !== null && to - from > Math.max(100, work / 2);
  const folds = periods.filter(isFolded).length;
  const strip = Math.min(foldedWidth, foldedWidthsMax / Math.max(folds, 1));
  const open = periods.filter((period) => !isFolded(period));
  const least = Math.max(total(open) * leastShare, 1);
  const weigh = ({ from, to }: Period) => Math.max(to - from, least);
  const weight = open.reduce((sum, period) => sum + weigh(period), 0);
  const room = open.length === 0 ? 0 : 100 - folds * strip;
  let left = 0;
  return periods.map((period) => {
    const folded = isFolded(period);
    const share = open.length === 0 ? 100 / folds : strip;
    const width = folded ? share : (weigh(period) / weight) * room;
    const stretch = { ...period, left, width, folded };
    left += width;
    return stretch;
  });
}

/** Where an instant is on the axis, in percent; what lies outside is put at the nearest end. */
export function placeOf(at: number, stretches: readonly Stretch[]): number {
  for (const { from, to, left, width } of stretches) {
    if (at <= from) return left;
    if (at <= to) return left + ((at - from) / Math.max(to - from, 1)) * width;
  }
  const last = stretches.at(-1);
  return last ? last.left + last.width : 0;
}

function total(periods: readonly Period[]): number {
  return periods.reduce((sum, { from, to }) => sum + (to - from), 0);
}
