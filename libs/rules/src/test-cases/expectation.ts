import type { ExpectedDecision } from '../document/test-case.ts';
import type { Decision } from '../evaluate/decision.ts';
import { writeDate } from '../written-value.ts';

/** A decision as a test would expect it, in full. */
export function expectationOf(decision: Decision): ExpectedDecision {
  switch (decision.kind) {
    case 'accrue': {
      const { points, expiresOn, clauses, warnings } = decision;
      const day = expiresOn === null ? null : writeDate(expiresOn);
      return { outcome: 'accrue', points, expiresOn: day, clauses, warnings };
    }
    case 'reverse': {
      const { points, clauses, warnings } = decision;
      return { outcome: 'reverse', points, clauses, warnings };
    }
    case 'reject': {
      const { code, clause, message, warnings } = decision;
      return { outcome: 'reject', code, clause, message, warnings };
    }
    case 'skip': {
      const { code, clause, reason, warnings } = decision;
      return { outcome: 'skip', code, clause, reason, warnings };
    }
    case 'error': {
      const { code, clause, message, warnings } = decision;
      return { outcome: 'error', code, clause, message, warnings };
    }
  }
}

const outcomes: Readonly<Record<ExpectedDecision['outcome'], string>> = {
  accrue: 'earn points',
  reverse: 'take points back',
  reject: 'be rejected',
  skip: 'be skipped',
  error: 'fail',
};

const parts: Readonly<Record<string, string>> = {
  points: 'the points',
  expiresOn: 'the day of expiry',
  clauses: 'the clauses that fire',
  clause: 'the clause that decides',
  code: 'the code',
  message: 'the message',
  reason: 'the reason',
  warnings: 'the warnings',
};

/** Why a decision is not the one expected, as a sentence; null when it is. */
export function mismatchOf(expected: ExpectedDecision, decision: Decision): string | null {
  const actual = expectationOf(decision);
  if (actual.outcome !== expected.outcome)
    return `The row should ${outcomes[expected.outcome]}, but ${happened(decision)}.`;
  const stated = Object.entries(expected) as [string, unknown][];
  const found = new Map<string, unknown>(Object.entries(actual));
  const wrong = stated.flatMap(([part, value]) => {
    const [should, is] = [shown(value), shown(found.get(part))];
    return should === is ? [] : [`${parts[part] ?? part} should be ${should}, not ${is}`];
  });
  if (wrong.length === 0) return null;
  const sentence = wrong.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function happened(decision: Decision): string {
  switch (decision.kind) {
    case 'accrue':
      return `it earns ${decision.points} points (${decision.clauses})`;
    case 'reverse':
      return `it takes back ${decision.points ?? 'what was granted'} (${decision.clauses})`;
    case 'reject':
      return `it is rejected by ${decision.clause}: ${withoutPeriod(decision.message)}`;
    case 'skip':
      return `it is skipped: ${withoutPeriod(decision.reason)}`;
    case 'error':
      return `it fails with ${decision.code}: ${withoutPeriod(decision.message)}`;
  }
}

function withoutPeriod(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}

/** A value for a sentence, and what two values are compared by: only null gives `none`, because texts have quotes. */
function shown(value: unknown): string {
  if (value === null) return 'none';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
