import { EvaluationFailure } from './evaluation-failure.ts';

const max = Number.MAX_SAFE_INTEGER;

/** Most digits after the point that an intermediate result may have: leaves four digits before it. */
export const scaleMax = 12;

/** 10^scale for scales up to 15, where the power itself is still a safe integer. */
export function powerOfTen(scale: number): number {
  return 10 ** scale;
}

function outOfRange(): EvaluationFailure {
  return new EvaluationFailure(
    'RULE-007',
    'The calculation leaves the range in which numbers are exact.',
  );
}

/**
 * The result of one +, - or * of safe integers, or RULE_RANGE. Sound because a result whose exact value is beyond the safe range
 * rounds to a double that is beyond it as well. Adding 0 turns -0 into 0.
 */
export function exact(result: number): number {
  if (result > max || result < -max) throw outOfRange();
  return result + 0;
}

function fromBig(result: bigint): number {
  if (result > BigInt(max) || result < -BigInt(max)) throw outOfRange();
  return Number(result);
}

/** Largest whole number not above value / factor. The quotient's rounding error is under 1/factor, so the floor is exact. */
export function floorBy(value: number, factor: number): number {
  return Math.floor(value / factor) + 0;
}

/** Smallest whole number not below value / factor. */
export function ceilBy(value: number, factor: number): number {
  return Math.ceil(value / factor) + 0;
}

/** value / factor rounded to whole, halves away from zero, so that a return takes back exactly what its purchase earned. */
export function roundBy(value: number, factor: number): number {
  const whole = Math.trunc(value / factor);
  const rest = value - whole * factor;
  if (2 * rest >= factor) return whole + 1;
  if (2 * rest <= -factor) return whole - 1;
  return whole + 0;
}

/** value · 10^shift / divisor rounded to whole, halves away from zero. BigInt only when the product is not a safe integer. */
export function divideRounded(value: number, shift: number, divisor: number): number {
  if (divisor === 0) throw new EvaluationFailure('RULE-006', 'Division by zero.');
  const up = shift >= 0 && shift <= 15 ? value * powerOfTen(shift) : Number.NaN;
  if (Number.isSafeInteger(up) && Math.abs(divisor) <= max / 2) {
    return divisor > 0 ? roundBy(up, divisor) : roundBy(-up, -divisor);
  }
  return divideRoundedBig(value, shift, divisor);
}

function divideRoundedBig(value: number, shift: number, divisor: number): number {
  const top = BigInt(value) * (shift > 0 ? 10n ** BigInt(shift) : 1n);
  const bottom = BigInt(divisor) * (shift < 0 ? 10n ** BigInt(-shift) : 1n);
  const negative = top < 0n !== bottom < 0n;
  const absTop = top < 0n ? -top : top;
  const absBottom = bottom < 0n ? -bottom : bottom;
  const rounded = (2n * absTop + absBottom) / (2n * absBottom);
  return fromBig(negative ? -rounded : rounded);
}

/** Remainder with the sign of the dividend, as in CEL. */
export function remainder(value: number, divisor: number): number {
  if (divisor === 0) throw new EvaluationFailure('RULE-006', 'Division by zero.');
  return (value % divisor) + 0;
}

/** Sign of left·leftFactor − right·rightFactor; exact for all safe integers, so comparing never fails. */
export function compareScaled(
  left: number,
  leftFactor: number,
  right: number,
  rightFactor: number,
): number {
  const a = left * leftFactor;
  const b = right * rightFactor;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a - b;
  const bigA = BigInt(left) * BigInt(leftFactor);
  const bigB = BigInt(right) * BigInt(rightFactor);
  return bigA < bigB ? -1 : bigA > bigB ? 1 : 0;
}
