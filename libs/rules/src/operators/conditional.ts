import type { Checked } from '../check/checked.ts';
import { plain } from '../check/checked.ts';
import { commonType, describe } from '../check/expression-type.ts';
import { inEither } from '../check/number-range.ts';
import { commonRange, lowerAs } from '../check/numbers.ts';
import type { Report } from '../check/scope.ts';
import type { EvaluateBoolean } from '../evaluate/frame.ts';
import type { Span } from '../parse/syntax-tree.ts';

/** `condition ? a : b`, where a and b have one type. The condition is already known to be boolean. */
export function checkConditional(
  at: Span,
  condition: Checked,
  whenTrue: Checked,
  whenFalse: Checked,
  report: Report,
): Checked | undefined {
  const type = commonType(whenTrue.type, whenFalse.type);
  if (type === undefined) {
    const message = `Both results of ? : must have one type; they are ${describe(whenTrue.type)} and ${describe(whenFalse.type)}.`;
    return report('rule-type', at, message);
  }
  const node = plain(at, type, [condition, whenTrue, whenFalse], () => {
    const test = condition.lower() as EvaluateBoolean;
    const [a, b] = [lowerAs(whenTrue, type), lowerAs(whenFalse, type)];
    return (frame) => (test(frame) ? a(frame) : b(frame));
  });
  return { ...node, range: commonRange([whenTrue, whenFalse], type, inEither) };
}
