import type { Slot, ValueType } from '../value.ts';

/**
 * The static type of an expression. Integers and decimals are one base, `number`, told apart by `scale`: a value is always a safe
 * integer counting units of 10^-scale, so an integer is a number of scale 0.
 */
export interface ExpressionType {
  readonly base: 'text' | 'number' | 'date' | 'timestamp' | 'boolean' | 'null';
  readonly scale: number;
  /** True when the value may be missing at run time. */
  readonly optional: boolean;
}

export const text: ExpressionType = { base: 'text', scale: 0, optional: false };
export const integer: ExpressionType = { base: 'number', scale: 0, optional: false };
export const date: ExpressionType = { base: 'date', scale: 0, optional: false };
export const timestamp: ExpressionType = { base: 'timestamp', scale: 0, optional: false };
export const boolean: ExpressionType = { base: 'boolean', scale: 0, optional: false };
export const nothing: ExpressionType = { base: 'null', scale: 0, optional: true };

export function decimal(scale: number): ExpressionType {
  return { base: 'number', scale, optional: false };
}

export function optional(type: ExpressionType): ExpressionType {
  return { ...type, optional: true };
}

export function present(type: ExpressionType): ExpressionType {
  return { ...type, optional: false };
}

const baseOf: Readonly<Record<ValueType, ExpressionType['base']>> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'boolean',
};

/** The expression type of a declared input, map value or slot. */
export function typeOf(declared: Pick<Slot, 'type' | 'scale'>): ExpressionType {
  const scale = declared.type === 'decimal' ? (declared.scale ?? 0) : 0;
  return { base: baseOf[declared.type], scale, optional: false };
}

/** The type in words, for messages. */
export function describe(type: ExpressionType): string {
  if (type.base === 'null') return 'null';
  const name =
    type.base === 'number'
      ? type.scale === 0
        ? 'an integer'
        : `a decimal with ${type.scale} digits`
      : `a ${type.base}`;
  return name;
}

/** The type that values of both can take, with the larger scale; undefined when there is none. */
export function commonType(a: ExpressionType, b: ExpressionType): ExpressionType | undefined {
  if (a.base === 'null') return optional(b);
  if (b.base === 'null') return optional(a);
  if (a.base !== b.base) return undefined;
  return { base: a.base, scale: Math.max(a.scale, b.scale), optional: a.optional || b.optional };
}
