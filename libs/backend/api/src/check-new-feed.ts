import type { NewFeed, ProblemDetail } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { RuleSetDocument } from '@waybill/rules';
import { checkFormat } from '@waybill/tabular';
import type { FeedFormat } from '@waybill/tabular';
import { checkRules, errorsOf } from './check-rules.ts';

export interface NewFeedFault {
  code: 'feed-invalid' | 'rules-invalid';
  errors: readonly ProblemDetail[];
}

/** Whether files can be read with this format and rules run over its fields; the rules as the engine understood them, null for a roster. */
export function checkNewFeed({
  format,
  rules,
}: {
  format: FeedFormat;
  rules: NewFeed['rules'];
}): Result<RuleSetDocument | null, NewFeedFault> {
  const findings = checkFormat(format);
  if (findings.length > 0) {
    const errors = findings.map(({ pointer, code, message }) => ({
      pointer: `/format${pointer}`,
      code,
      message,
    }));
    return failure({ code: 'feed-invalid', errors });
  }
  if (format.documentType === 'roster') {
    return rules === null
      ? success(null)
      : rulesInvalid('rules-unexpected', 'A roster earns no points, so it has no rules.');
  }
  if (rules === null) {
    return rulesInvalid('rules-missing', 'Purchases earn points by a rule set; give one.');
  }
  const checked = checkRules(rules, format);
  return checked.ok
    ? success(checked.document)
    : failure({ code: 'rules-invalid', errors: errorsOf(checked.diagnostics, '/rules') });
}

function rulesInvalid(code: string, message: string) {
  return failure({
    code: 'rules-invalid' as const,
    errors: [{ pointer: '/rules', code, message }],
  });
}
