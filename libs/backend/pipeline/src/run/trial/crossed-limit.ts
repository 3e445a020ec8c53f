import { pointsRatio, rejectRate, type TrialLimits, type TrialSide } from '@waybill/contracts';

/** Which limit one file of a trial crosses, as a sentence; null when it keeps within them. */
export function crossedLimit(
  { rejectRateMax, pointsRatioMax }: TrialLimits,
  base: TrialSide,
  candidate: TrialSide,
): string | null {
  const rate = rejectRate(candidate);
  if (rate !== null && rate > rejectRateMax) {
    const rows = `${String(candidate.refused)} of ${String(candidate.refused + candidate.accepted)} rows`;
    return `${rows} were refused, which is ${percent(rate)}; the limit is ${percent(rejectRateMax)}.`;
  }
  const ratio = pointsRatio(base, candidate);
  if (ratio === null)
    return candidate.granted === 0
      ? null
      : `It grants ${String(candidate.granted)} points where the active rules grant none.`;
  if (ratio <= pointsRatioMax) return null;
  return `It grants ${decimal(ratio)} times the points per accepted row; the limit is ${decimal(pointsRatioMax)}.`;
}

const decimal = (value: number) => String(Number(value.toPrecision(4)));
const percent = (fraction: number) => `${decimal(fraction * 100)} %`;
