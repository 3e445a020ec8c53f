import type { NewFeed, ProblemDetail } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import { compileRuleSet, parseRuleSet } from '@waybill/rules';
import type { Diagnostic, RuleSetDocument } from '@waybill/rules';
import { checkFormat, compileFeed } from '@waybill/tabular';
import type { FeedFormat } from '@waybill/tabular';

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
  return checkRules(rules, format);
}

function checkRules(rules: unknown, format: FeedFormat): Result<RuleSetDocument, NewFeedFault> {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) return failure({ code: 'rules-invalid', errors: detailsOf(parsed.diagnostics) });
  const compiled = compileRuleSet(parsed.document, slotsOf(format));
  return compiled.ok
    ? success(parsed.document)
    : failure({ code: 'rules-invalid', errors: detailsOf(compiled.diagnostics) });
}

/** The fields that rows of this feed have, in the order in which rules are given them. */
function slotsOf(format: FeedFormat) {
  return compileFeed(format, { sha256Hex: () => '', fileSha256: '', today: 0 }).slots;
}

function detailsOf(diagnostics: readonly Diagnostic[]): ProblemDetail[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, code, message, suggestion }) => ({
      pointer: `/rules${pointer}`,
      code,
      message,
      ...(suggestion === undefined ? {} : { expected: suggestion }),
    }));
}

function rulesInvalid(code: string, message: string) {
  return failure({
    code: 'rules-invalid' as const,
    errors: [{ pointer: '/rules', code, message }],
  });
}
