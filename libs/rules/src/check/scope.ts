import type { Diagnostic, DiagnosticCode } from '../diagnostic.ts';
import type { Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import type { ExpressionType } from './expression-type.ts';
import { unionOf } from './name-sets.ts';

export interface ScopeField {
  readonly name: string;
  readonly type: ExpressionType;
  /** Index in the frame. */
  readonly place: number;
}

export interface ScopeMap {
  readonly name: string;
  readonly type: ExpressionType;
  readonly entries: ReadonlyMap<string, Value>;
}

/** The names that an expression may use, and a note of which ones were used. */
export class Scope {
  readonly fields = new Map<string, ScopeField>();
  readonly maps = new Map<string, ScopeMap>();
  readonly used = new Set<string>();
  /** Derived fields whose own expression has been reported: what uses them is not reported again. */
  readonly broken = new Set<string>();

  add(name: string, type: ExpressionType): ScopeField {
    const field = { name, type, place: this.fields.size };
    this.fields.set(name, field);
    return field;
  }

  addMap(map: ScopeMap): void {
    this.maps.set(map.name, map);
  }
}

/** Collects the findings of one rule set. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }

  error(
    code: DiagnosticCode,
    pointer: string,
    message: string,
    more: Partial<Diagnostic> = {},
  ): undefined {
    this.diagnostics.push({ severity: 'error', code, pointer, message, ...more });
    return undefined;
  }

  warn(code: DiagnosticCode, pointer: string, message: string): void {
    this.diagnostics.push({ severity: 'warning', code, pointer, message });
  }
}

/** Reports one finding at a place in an expression. Always gives undefined, for `return report(…)`. */
export type Report = (
  code: DiagnosticCode,
  at: Span,
  message: string,
  suggestion?: string,
) => undefined;

/** What checking one expression needs to know. */
export interface CheckContext {
  readonly scope: Scope;
  /** Optional fields that cannot be missing here, because a guard has been passed. */
  readonly present: ReadonlySet<string>;
  readonly report: Report;
}

export function withPresent(context: CheckContext, names: ReadonlySet<string>): CheckContext {
  return names.size === 0 ? context : { ...context, present: unionOf(context.present, names) };
}
