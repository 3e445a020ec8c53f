/** What can be wrong with a rule set before it runs. Stable: callers map them to problem types, never rename one. */
export const diagnosticCodes = {
  'rule-json': 'The text is not JSON.',
  'rule-duplicate-key': 'A JSON object has the same key twice.',
  'rule-document': 'The document does not have the shape of a rule set.',
  'rule-limit': 'Something is larger than a rule set may be.',
  'rule-duplicate-name': 'Two things that must differ have the same name or id.',
  'rule-input': 'An input does not fit the fields of the feed.',
  'rule-syntax': 'An expression cannot be read.',
  'rule-unknown-field': 'A name is neither an input nor a derived field.',
  'rule-unknown-function': 'A function is not in the language.',
  'rule-unknown-map': 'A value map does not exist.',
  'rule-path': 'A field is used as if it had parts.',
  'rule-regex': 'Regular expressions are not in the language.',
  'rule-not-deterministic': 'Clock, randomness and locale are not in the language.',
  'rule-type': 'An operand or result has the wrong type.',
  'rule-may-be-missing': 'A value that may be missing is used without a guard.',
  'rule-always-fails': 'A constant part of an expression fails for every row.',
  'rule-division-by-zero': 'A divisor is or may be zero.',
  'rule-overflow': 'A result always leaves the range that numbers or points may have.',
  'rule-points-max': 'A row may earn more points than is usual.',
  'rule-cost': 'The rules may take more work for a row than rules may.',
  'rule-unused': 'Something is declared and never used.',
  'rule-effective-dates': 'A period ends before it begins.',
  'rule-unreachable': 'A row or rule can never fire.',
  'rule-overlap': 'Rows fit the same row of a file in a table that allows one.',
  'rule-gap': 'No row of a table fits some row of a file.',
  'rule-conflict': 'Rows with the same conditions get in each other’s way.',
  'rule-redundant': 'A row or rule could be deleted and nothing would change.',
  'rule-not-analysed': 'Rules are too many to be compared with each other to the end.',
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** One finding about a rule set, for a person in an editor. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: DiagnosticCode;
  /** JSON pointer of the value in the document. */
  readonly pointer: string;
  /** Offsets in UTF-16 units inside the expression text that `pointer` names; absent for findings about the document. */
  readonly start?: number;
  readonly end?: number;
  /** A plain sentence that says what to do. */
  readonly message: string;
  /** The name that was probably meant. */
  readonly suggestion?: string;
}

/** Appends a segment to a JSON pointer, escaped as RFC 6901 asks. */
export function pointerTo(parent: string, segment: string | number): string {
  // Nearly every segment needs no escape, and reading a document makes one for each of its values.
  const isPlain = typeof segment === 'number' || !/[~/]/.test(segment);
  return `${parent}/${isPlain ? segment : segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
