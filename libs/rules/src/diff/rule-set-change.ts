/** One difference in what two rule sets say. */
export interface RuleSetChange {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  readonly what:
    | 'rule-set'
    | 'input'
    | 'value-map'
    | 'map-entry'
    | 'derived'
    | 'table'
    | 'column'
    | 'row'
    | 'rule'
    | 'outcome'
    | 'test';
  /** `base/gold` for the row gold of the table base, or for one of its outcomes. */
  readonly name: string;
  /** JSON pointer in the document before; null for what is new. */
  readonly pointerBefore: string | null;
  /** JSON pointer in the document after; null for what was removed. */
  readonly pointerAfter: string | null;
  /** What of it changed: `when amount`, `points`, `expect clauses`; null for the whole. */
  readonly part: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** For a person: "Row gold of table Base: amount from > 100 to > 120." */
  readonly sentence: string;
}
