/** Why a row did not get points. Stable, never renumbered. The names are those of the error catalogue. */
export const ruleCodes = {
  'RULE-001': { name: 'RULE_REJECTED', meaning: 'A clause rejected the row.' },
  'RULE-002': { name: 'RULE_SKIPPED', meaning: 'A clause skipped the row.' },
  'RULE-003': {
    name: 'RULE_ZERO_POINTS',
    meaning: 'The clauses that applied add up to zero points.',
  },
  'RULE-004': { name: 'RULE_NONE_APPLIED', meaning: 'No clause gave the row an outcome.' },
  'RULE-005': {
    name: 'RULE_INPUT',
    meaning: 'A required input has no value or one of another type.',
  },
  'RULE-006': { name: 'RULE_ERROR', meaning: 'Division by zero.' },
  'RULE-007': {
    name: 'RULE_RANGE',
    meaning: 'A number, date or text left the range that can be computed exactly.',
  },
  'RULE-008': { name: 'RULE_RANGE', meaning: 'The points are above the limit of the rule set.' },
  'RULE-009': { name: 'RULE_RANGE', meaning: 'The points are below zero.' },
  'RULE-010': { name: 'RULE_ERROR', meaning: 'Two rows of a table with hit policy unique match.' },
} as const;

export type RuleCode = keyof typeof ruleCodes;
export type EvaluationErrorCode = Exclude<
  RuleCode,
  'RULE-001' | 'RULE-002' | 'RULE-003' | 'RULE-004'
>;

/**
 * What the rules say about one row. `points` are whole points, dates are days since 1970-01-01.
 * `clauses` and `clause` name rule ids and `table/row` ids; several are joined by `+` in the order they fired.
 */
export type Decision =
  | {
      readonly kind: 'accrue';
      readonly points: number;
      /** The earliest expiry that one of the clauses states; null when none states one. */
      readonly expiresOn: number | null;
      readonly clauses: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'reverse';
      /** Points to take back of the original entry; null for all of it. */
      readonly points: number | null;
      readonly clauses: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'reject';
      readonly clause: string;
      readonly code: 'RULE-001';
      readonly message: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'skip';
      /** Null when no clause applied. */
      readonly clause: string | null;
      readonly code: 'RULE-002' | 'RULE-003' | 'RULE-004';
      readonly reason: string;
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'error';
      /** A rule id, `table/row`, a table id, `derived/<name>`, or null for a fault of the row's own values. */
      readonly clause: string | null;
      readonly code: EvaluationErrorCode;
      readonly message: string;
      readonly warnings: readonly string[];
    };
