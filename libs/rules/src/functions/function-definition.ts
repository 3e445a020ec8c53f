import type { Checked } from '../check/checked.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import { requireBase } from '../check/require-type.ts';
import type { Report, ScopeMap, Warn } from '../check/scope.ts';
import type { Span } from '../parse/syntax-tree.ts';

/** One function of the language: how it is written, what it means, and how it is checked and compiled. */
export interface FunctionDefinition {
  readonly name: string;
  /** As shown to people, such as `round(number, decimals)`. */
  readonly signature: string;
  /** One sentence. */
  readonly summary: string;
  readonly argumentsMin: number;
  readonly argumentsMax: number;
  /** True when the first argument names a value map instead of being an expression. */
  readonly takesMap?: boolean;
  /** The checked call, or undefined when something has been reported. The number of arguments is already right. */
  readonly check: (call: CallSite) => Checked | undefined;
}

export interface CallSite {
  readonly at: Span;
  /** Without the map's name when `takesMap`. */
  readonly args: readonly Checked[];
  readonly map?: ScopeMap;
  readonly report: Report;
  readonly warn: Warn;
}

const ordinals = ['The first', 'The second', 'The third'];

/** The arguments, when each has the base wanted for its position and cannot be missing. */
export function requireArguments<const B extends readonly ExpressionType['base'][]>(
  call: CallSite,
  bases: B,
): { [K in keyof B]: Checked } | undefined {
  const fits = call.args.map((arg, index) => {
    const base = bases[index];
    return (
      base !== undefined &&
      requireBase(arg, base, `${ordinals[index] ?? 'An'} value in the call`, call.report)
    );
  });
  if (call.args.length !== bases.length || fits.includes(false)) return undefined;
  return call.args as unknown as { [K in keyof B]: Checked };
}
