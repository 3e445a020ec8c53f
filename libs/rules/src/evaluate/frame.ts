import type { Value } from '../value.ts';

/** The values of one row while it is evaluated: inputs, then derived fields, then ids of texts (see text-ids). */
export type Frame = Value[];

/** A compiled expression. The checker guarantees the type of what it returns; it may throw EvaluationFailure. */
export type Evaluate = (frame: Frame) => Value;
export type EvaluateNumber = (frame: Frame) => number;
export type EvaluateText = (frame: Frame) => string;
export type EvaluateBoolean = (frame: Frame) => boolean;
