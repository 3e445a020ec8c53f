import { EvaluationFailure } from '../evaluate/evaluation-failure.ts';
import type { Checked } from './checked.ts';
import { constant } from './checked.ts';
import type { Report } from './scope.ts';

/** Computes an expression of constants now; one that fails, such as a division by zero, would fail for every row. */
export function foldConstants(
  node: Checked | undefined,
  parts: readonly Checked[],
  report: Report,
): Checked | undefined {
  if (node === undefined || !parts.every(({ shape }) => shape.kind === 'constant')) return node;
  try {
    const folded = constant(node, node.type, node.lower()([]));
    return {
      ...folded,
      knownWhenTrue: node.knownWhenTrue,
      knownWhenFalse: node.knownWhenFalse,
    };
  } catch (failure) {
    if (!(failure instanceof EvaluationFailure)) throw failure;
    return report('rule-always-fails', node, `This part fails for every row: ${failure.message}`);
  }
}
