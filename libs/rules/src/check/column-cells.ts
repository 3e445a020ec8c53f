import type { Evaluate } from '../evaluate/frame.ts';
import type { CellTest } from '../parse/parse-cell.ts';
import { parseCell } from '../parse/parse-cell.ts';
import type { SyntaxNode } from '../parse/syntax-tree.ts';
import { checkTests } from './check-cell.ts';
import { contextAt, readReporting } from './check-text.ts';
import type { Checked } from './checked.ts';
import type { Known } from './known.ts';
import { rangeKnown } from './known.ts';
import type { Findings, Scope } from './scope.ts';

/** Checks the cells of one column. Those that are written alike, and a tall table has many, are checked and lowered once. */
export class ColumnCells {
  readonly name: string;
  readonly #alike = new Map<string, Checked>();

  constructor(name: string) {
    this.name = name;
  }

  /** Undefined when something has been reported. */
  check(
    text: string,
    pointer: string,
    known: Known,
    { findings, scope }: { readonly findings: Findings; readonly scope: Scope },
  ): Checked | undefined {
    const isFirstTest = rangeKnown(known, this.name) === undefined;
    const alike = isFirstTest ? this.#alike.get(text) : undefined;
    if (alike !== undefined) return alike;
    const context = contextAt(findings, scope, pointer, known);
    const tests = readReporting(context.report, () => parseCell(text));
    if (tests === undefined) return undefined;
    const before = findings.diagnostics.length;
    const checked = checkTests(tests, text.length, this.name, context);
    const isSilent = findings.diagnostics.length === before;
    if (checked === undefined || !isFirstTest || !isSilent || !tests.every(isOfLiterals))
      return checked;
    const shared = { ...checked, lower: once(checked.lower) };
    this.#alike.set(text, shared);
    return shared;
  }
}

/** What is known of other fields makes no difference to a test that names none. */
function isOfLiterals(test: CellTest): boolean {
  switch (test.kind) {
    case 'comparison':
      return isLiteral(test.operand);
    case 'membership':
      return test.list.kind === 'list' && test.list.items.every(isLiteral);
    case 'range':
      return isLiteral(test.low) && isLiteral(test.high);
    case 'expression':
      return isLiteral(test.expression);
  }
}

function isLiteral({ kind }: SyntaxNode): boolean {
  return kind === 'literal';
}

function once(lower: () => Evaluate): () => Evaluate {
  let lowered: Evaluate | undefined;
  return () => (lowered ??= lower());
}
