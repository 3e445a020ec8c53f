import type { RowProblem } from '@waybill/contracts';
import type { ProblemCode } from '@waybill/tabular';

/**
 * What the pipeline itself finds wrong, beside the problems of reading a file (`@waybill/tabular`) and of the rules
 * (`@waybill/rules`). Stable codes, never renumbered; people read about them in the catalogue of `@waybill/tabular`.
 */
export const pipelineProblems = {
  SOURCE_MISSING: 'TRANSPORT-001',
  SOURCE_UNREADABLE: 'TRANSPORT-002',
  KEY: 'TRANSPORT-003',
  SUPERSEDED: 'TRANSPORT-004',
  IGNORED_NAME: 'TRANSPORT-005',
  ARCHIVE: 'TRANSPORT-006',
  FILE_TOO_LARGE: 'FILE-004',
  DUPLICATE_FILE: 'FILE-009',
  FEED_UNKNOWN: 'FILE-010',
  FEED_NOT_OPEN: 'FILE-011',
  NO_ROW_ACCEPTED: 'FILE-012',
  MEMBER: 'REFERENCE-001',
  MEMBER_STATE: 'REFERENCE-002',
  ORIGINAL: 'REFERENCE-003',
  ORIGINAL_REVERSED: 'REFERENCE-004',
  CONFLICT: 'DUPLICATE-001',
  DUPLICATE: 'DUPLICATE-002',
  UNCHANGED: 'DUPLICATE-003',
  REVERSAL_TOO_LARGE: 'LEDGER-002',
  MASS_CHANGE: 'GUARD-001',
  INTERNAL: 'SYSTEM-001',
  ATTEMPTS: 'SYSTEM-002',
  CONFIGURATION: 'SYSTEM-003',
} as const satisfies Record<string, ProblemCode>;

export type PipelineProblemName = keyof typeof pipelineProblems;

export interface ProblemFacts {
  readonly message: string;
  readonly expected: string;
  readonly found?: string;
  readonly line?: number;
  readonly column?: string;
}

/** A problem that concerns the whole file. */
export function fileProblem(name: PipelineProblemName, facts: ProblemFacts): RowProblem {
  return { code: pipelineProblems[name], name, scope: 'file', ...facts };
}

/** A problem of one row. */
export function rowProblem(name: PipelineProblemName, facts: ProblemFacts): RowProblem {
  return { code: pipelineProblems[name], name, scope: 'row', ...facts };
}
