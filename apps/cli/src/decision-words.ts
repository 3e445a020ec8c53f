import { writeDate } from '@waybill/rules';
import type { Decision } from '@waybill/rules';

/** A decision as sentences, its warnings behind it. */
export function decisionLines(decision: Decision): string[] {
  return [sentenceOf(decision), ...decision.warnings.map((warning) => `Warning: ${warning}`)];
}

function sentenceOf(decision: Decision): string {
  switch (decision.kind) {
    case 'accrue': {
      const { points, clauses, expiresOn } = decision;
      const end = expiresOn === null ? 'which never expire' : `expiring on ${writeDate(expiresOn)}`;
      return `The row earns ${String(points)} points by ${clauses}, ${end}.`;
    }
    case 'reverse': {
      const { points, clauses } = decision;
      const what = points === null ? 'what the original earned' : `${String(points)} points`;
      return `The row takes back ${what}, by ${clauses}.`;
    }
    case 'reject':
      return `The row is rejected by ${decision.clause} (${decision.code}): ${decision.message}`;
    case 'skip': {
      const by = decision.clause === null ? '' : ` by ${decision.clause}`;
      return `The row is skipped${by} (${decision.code}): ${decision.reason}`;
    }
    case 'error': {
      const where = decision.clause === null ? '' : ` in ${decision.clause}`;
      return `The row fails${where} (${decision.code}): ${decision.message}`;
    }
  }
}
