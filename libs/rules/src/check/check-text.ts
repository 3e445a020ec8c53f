import { parseExpression } from '../parse/parse-expression.ts';
import { SyntaxProblem } from '../parse/syntax-problem.ts';
import { checkExpression } from './check-expression.ts';
import type { Checked } from './checked.ts';
import type { Known } from './known.ts';
import { requireBase } from './require-type.ts';
import type { CheckContext, Findings, Report, Scope, Warn } from './scope.ts';

/** A context for the text at a pointer, where guards have been passed that say what is `known`. */
export function contextAt(
  findings: Findings,
  scope: Scope,
  pointer: string,
  known: Known,
): CheckContext {
  const report: Report = (code, { start, end }, message, suggestion) =>
    findings.error(code, pointer, message, {
      start,
      end,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  const warn: Warn = (code, { start, end }, message) => {
    findings.warn(code, pointer, message, { start, end });
  };
  return { scope, known, report, warn };
}

/** Runs `read`, which may throw SyntaxProblem, and reports it. */
export function readReporting<T>(report: Report, read: () => T): T | undefined {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return report(problem.code, problem, problem.message);
  }
}

/** Parses and checks one expression. Undefined when something has been reported. */
export function checkText(text: string, context: CheckContext): Checked | undefined {
  const node = readReporting(context.report, () => parseExpression(text));
  return node && checkExpression(node, context);
}

/** As checkText, for an expression that must be true or false. */
export function checkCondition(text: string, context: CheckContext): Checked | undefined {
  const checked = checkText(text, context);
  return checked && requireBase(checked, 'boolean', 'A condition', context.report)
    ? checked
    : undefined;
}
