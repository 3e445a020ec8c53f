import type { Span } from '@waybill/rules/text';
import type { Segment } from 'jsonc-parser';
import type { RuleSetDocument } from '@waybill/rules';

/** Whether a string stands where the document has an expression or a table cell. */
export function isExpression(path: readonly Segment[]): boolean {
  const [list, , third, , fifth] = path;
  const last = path.at(-1);
  if (list === 'derived') return path.length === 3 && last === 'expression';
  const clause = list === 'rules' ? path.slice(2) : third === 'rows' ? path.slice(4) : [];
  if (list === 'rules' && clause.length === 1) return last === 'when';
  if (list === 'tables' && fifth === 'when') return clause.length === 2;
  return clause[0] === 'then' && clause.length === 3 && (last === 'points' || last === 'value');
}

/** Whether a string names a field: a column's, the one that is set, the row's date, a value of a test. */
export function isFieldName(path: readonly Segment[], isKey: boolean): boolean {
  const [list, , third] = path;
  const last = path.at(-1);
  if (list === 'tests') return isKey && third === 'row' && path.length === 4;
  if (isKey) return false;
  if (list === 'dateInput') return true;
  if (list === 'tables') return (third === 'columns' && last === 'input') || isSet(path);
  return list === 'rules' ? isSet(path) : false;
}

function isSet(path: readonly Segment[]): boolean {
  return path.at(-3) === 'then' && path.at(-1) === 'field';
}

/** Whether a string names the clauses that a test expects, joined by `+`. */
export function isClauseList(path: readonly Segment[]): boolean {
  const [list, , third, last] = path;
  return list === 'tests' && third === 'expect' && (last === 'clauses' || last === 'clause');
}

/** JSON pointer of a clause as decisions name it: `table/row`, or a rule's id. */
export function pointerOfClause(document: RuleSetDocument, label: string): string | null {
  const [id, row] = label.split('/');
  if (row === undefined) {
    const index = document.rules?.findIndex((rule) => rule.id === id) ?? -1;
    return index < 0 ? null : `/rules/${String(index)}`;
  }
  const table = document.tables?.findIndex((each) => each.id === id) ?? -1;
  const index = document.tables?.[table]?.rows.findIndex((each) => each.id === row) ?? -1;
  return index < 0 ? null : `/tables/${String(table)}/rows/${String(index)}`;
}

export interface Word extends Span {
  readonly word: string;
}

/** The name at an offset of an expression, or that ends there; null within a text literal and elsewhere. */
export function nameAt(expression: string, offset: number): Word | null {
  for (const match of expression.matchAll(/"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[A-Za-z_]\w*/g)) {
    const [word] = match;
    const span = { start: match.index, end: match.index + word.length };
    if (offset < span.start) return null;
    if (offset <= span.end) return /^["']/.test(word) ? null : { word, ...span };
  }
  return null;
}

/** Whether an offset of an expression is within a text literal. */
export function isInLiteral(expression: string, offset: number): boolean {
  const before = expression.slice(0, offset);
  return /["']/.test(before.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ''));
}

/** The piece between `+` at an offset. */
export function clauseAt(list: string, offset: number): Word {
  const start = list.lastIndexOf('+', offset - 1) + 1;
  const next = list.indexOf('+', offset);
  const end = next < 0 ? list.length : next;
  return { word: list.slice(start, end), start, end };
}
