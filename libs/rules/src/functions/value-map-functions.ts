import type { Checked } from '../check/checked.ts';
import { plain } from '../check/checked.ts';
import { commonType, describe, optional } from '../check/expression-type.ts';
import { inEither } from '../check/number-range.ts';
import { commonRange, lowerAs } from '../check/numbers.ts';
import { requireBase } from '../check/require-type.ts';
import { exact, powerOfTen } from '../evaluate/exact-arithmetic.ts';
import type { EvaluateText } from '../evaluate/frame.ts';
import type { Value } from '../value.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';

function checkLookup(call: CallSite): Checked | undefined {
  const [key, fallback] = call.args;
  const { map } = call;
  if (
    map === undefined ||
    key === undefined ||
    !requireBase(key, 'text', 'What is looked up', call.report)
  )
    return undefined;
  if (fallback === undefined) {
    const node = plain(call.at, optional(map.type), [key], () => {
      const evaluate = key.lower() as EvaluateText;
      return (frame) => map.entries.get(evaluate(frame)) ?? null;
    });
    return { ...node, range: map.range };
  }
  const type = commonType(map.type, fallback.type);
  if (type === undefined) {
    return call.report(
      'rule-type',
      fallback,
      `The map gives ${describe(map.type)}; this default is ${describe(fallback.type)}.`,
    );
  }
  const node = plain(call.at, type, call.args, () => {
    const evaluate = key.lower() as EvaluateText;
    const entries = rescaled(map.entries, type.base === 'number' ? type.scale - map.type.scale : 0);
    const otherwise = lowerAs(fallback, type);
    return (frame) => entries.get(evaluate(frame)) ?? otherwise(frame);
  });
  return { ...node, range: commonRange([map, fallback], type, inEither) };
}

/** The entries in the units of the result. Entries are few and checked when they are read, so this is done once. */
function rescaled(entries: ReadonlyMap<string, Value>, digits: number): ReadonlyMap<string, Value> {
  if (digits === 0) return entries;
  const factor = powerOfTen(digits);
  return new Map(
    [...entries].map(([key, value]) => [
      key,
      typeof value === 'number' ? exact(value * factor) : value,
    ]),
  );
}

export const valueMapFunctions: readonly FunctionDefinition[] = [
  {
    name: 'lookup',
    signature: 'lookup(map, key, default?)',
    summary:
      'The value of a key in a value map. Without a default it may be missing, so guard it with coalesce or has.',
    argumentsMin: 2,
    argumentsMax: 3,
    takesMap: true,
    check: checkLookup,
  },
];
