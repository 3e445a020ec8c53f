import { ruleCodes } from '@waybill/rules';
import type { ExpectedDecision, RuleCode } from '@waybill/rules';
import { withOptional } from '../../table/parts/written.ts';

type Outcome = ExpectedDecision['outcome'];
type PartKey =
  'points' | 'expiresOn' | 'clauses' | 'clause' | 'code' | 'message' | 'reason' | 'warnings';

/** Something that a test may expect of a decision, and that may be left open. */
export interface ExpectedPart {
  readonly key: PartKey;
  readonly label: string;
  readonly kind: 'number' | 'date' | 'clause' | 'text' | 'lines';
  /** How expecting that there is none is called; absent where there always is one. */
  readonly none?: string;
  /** The only values it can have. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/** What stands in the field of a part: nothing when it may be anything. */
export interface WrittenPart {
  readonly text: string;
  readonly isNone: boolean;
}

const points = { key: 'points', label: 'Points', kind: 'number' } as const;
const clauses = { key: 'clauses', label: 'Rows and rules that fire', kind: 'clause' } as const;
const clause = { key: 'clause', label: 'Row or rule that decides', kind: 'clause' } as const;
const message = { key: 'message', label: 'Message', kind: 'text' } as const;
const warnings = {
  key: 'warnings',
  label: 'Warnings, one a line',
  kind: 'lines',
  none: 'no warning',
} as const;

const parts: Readonly<Record<Outcome, readonly ExpectedPart[]>> = {
  accrue: [
    points,
    { key: 'expiresOn', label: 'Expires on', kind: 'date', none: 'never' },
    clauses,
    warnings,
  ],
  reverse: [{ ...points, none: 'all of its purchase' }, clauses, warnings],
  reject: [clause, message, warnings],
  skip: [
    codeOf(['RULE-002', 'RULE-003', 'RULE-004']),
    { ...clause, none: 'none' },
    { ...message, key: 'reason', label: 'Reason' },
    warnings,
  ],
  error: [
    codeOf(['RULE-005', 'RULE-006', 'RULE-007', 'RULE-008', 'RULE-009', 'RULE-010']),
    { ...clause, none: 'none' },
    message,
    warnings,
  ],
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  accrue: 'earns points',
  reverse: 'takes points back',
  reject: 'is rejected',
  skip: 'is skipped',
  error: 'fails',
};

export function partsOf({ outcome }: ExpectedDecision): readonly ExpectedPart[] {
  return parts[outcome];
}

export function readPart(expected: ExpectedDecision, { key }: ExpectedPart): WrittenPart {
  const value = new Map<string, unknown>(Object.entries(expected)).get(key);
  if (value === undefined) return { text: '', isNone: false };
  if (Array.isArray(value)) return { text: value.join('\n'), isNone: value.length === 0 };
  return value === null ? { text: '', isNone: true } : { text: String(value), isNone: false };
}

/** The expectation with what is written for a part; null when a part cannot be that. */
export function writePart(
  expected: ExpectedDecision,
  { key, kind }: ExpectedPart,
  { text, isNone }: WrittenPart,
): ExpectedDecision | null {
  const value = isNone ? (kind === 'lines' ? [] : null) : valueOf(kind, text);
  if (value === undefined && text.trim() !== '') return null;
  return withOptional<Record<string, unknown>, string>(
    { ...expected },
    key,
    value,
  ) as unknown as ExpectedDecision;
}

/** That there are none need not be said. */
export function withoutNoWarnings(decision: ExpectedDecision): ExpectedDecision {
  const { warnings = [], ...rest } = decision;
  return warnings.length === 0 ? rest : decision;
}

function valueOf(kind: ExpectedPart['kind'], text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (kind) {
    case 'number': {
      const number = Number(trimmed);
      return /^\d+$/.test(trimmed) && Number.isSafeInteger(number) ? number : undefined;
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? trimmed : undefined;
    case 'lines':
      return text.split('\n').filter((line) => line.trim() !== '');
    default:
      return trimmed;
  }
}

function codeOf(codes: readonly RuleCode[]): ExpectedPart {
  const choices = codes.map((value) => ({ value, label: `${value}: ${ruleCodes[value].meaning}` }));
  return { key: 'code', label: 'Code', kind: 'text', choices };
}
