import type { Diagnostic, DiagnosticCode } from '../diagnostic.ts';
import type { Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import { closestName } from './closest-name.ts';
import type { ExpressionType } from './expression-type.ts';
import type { Known } from './known.ts';
import { knownByBoth } from './known.ts';
import type { NumberRange } from './number-range.ts';
import { anyNumber } from './number-range.ts';

export interface ScopeField {
  readonly name: string;
  readonly type: ExpressionType;
  readonly range: NumberRange;
  /** Index in the frame. */
  readonly place: number;
}

export interface ScopeMap {
  readonly name: string;
  readonly type: ExpressionType;
  readonly range: NumberRange;
  readonly entries: ReadonlyMap<string, Value>;
}

/** Who has more unknown names than this has another problem; looking for what each was meant to be would take too long. */
const soughtMax = 20;

/** The names that an expression may use, and a note of which ones were used. */
export class Scope {
  readonly fields = new Map<string, ScopeField>();
  readonly maps = new Map<string, ScopeMap>();
  readonly used = new Set<string>();
  /** Derived fields whose own expression has been reported: what uses them is not reported again. */
  readonly broken = new Set<string>();
  private readonly sought = new Map<string, string | undefined>();

  add(name: string, type: ExpressionType, range = anyNumber): ScopeField {
    const field = { name, type, range, place: this.fields.size };
    this.fields.set(name, field);
    return field;
  }

  addMap(map: ScopeMap): void {
    this.maps.set(map.name, map);
  }

  /** The field that an unknown name was probably meant to be. */
  closestField(written: string): string | undefined {
    return this.closest(`field ${written}`, written, this.fields.keys());
  }

  /** The value map that an unknown name was probably meant to be. */
  closestMap(written: string): string | undefined {
    return this.closest(`map ${written}`, written, this.maps.keys());
  }

  private closest(key: string, written: string, known: Iterable<string>): string | undefined {
    if (this.sought.has(key) || this.sought.size >= soughtMax) return this.sought.get(key);
    const closest = closestName(written, known);
    this.sought.set(key, closest);
    return closest;
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

  warn(
    code: DiagnosticCode,
    pointer: string,
    message: string,
    more: Partial<Diagnostic> = {},
  ): void {
    this.diagnostics.push({ severity: 'warning', code, pointer, message, ...more });
  }
}

/** Reports one finding at a place in an expression. Always gives undefined, for `return report(…)`. */
export type Report = (
  code: DiagnosticCode,
  at: Span,
  message: string,
  suggestion?: string,
) => undefined;

/** Notes something at a place in an expression that can be run all the same. */
export type Warn = (code: DiagnosticCode, at: Span, message: string) => void;

/** What checking one expression needs to know. */
export interface CheckContext {
  readonly scope: Scope;
  /** What the guards passed so far say about fields. */
  readonly known: Known;
  readonly report: Report;
  readonly warn: Warn;
}

export function withKnown(context: CheckContext, known: Known): CheckContext {
  return known.length === 0 ? context : { ...context, known: knownByBoth(context.known, known) };
}
