import type { operations, ResponseOf, RuleDiagnostic } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import { diagnoseRuleSet, type Diagnostic } from '@waybill/rules';
import { rulesDigest, type FeedStore } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { checkRules, slotsOf } from '../../check-rules.ts';

export interface ValidateRulesFailure {
  code: 'not-found';
  id: string;
}

export interface ValidateRulesPorts {
  feeds: Pick<FeedStore, 'find'>;
}

/** The findings that an editor shows while one types, for callers that have no editor. */
export async function validateRules(
  { params, body, caller }: Asked<typeof operations.validateRules>,
  { feeds }: ValidateRulesPorts,
): Promise<Result<ResponseOf<typeof operations.validateRules>, ValidateRulesFailure>> {
  const id = params.ruleSetId;
  const feed = await feeds.find(id, caller.partner);
  if (!feed?.bundle.rules) return failure({ code: 'not-found', id });
  const format = feed.bundle.format as FeedFormat;
  const { ok, document, diagnostics } = checkRules(body.text, format);
  // What clauses do to each other is looked for only where all of them can be run.
  const findings = ok ? diagnoseRuleSet(document, slotsOf(format)) : diagnostics;
  return success({
    ok,
    sha256: document && rulesDigest(document),
    diagnostics: findings.map(findingOf),
  });
}

function findingOf({ severity, code, pointer, message, ...place }: Diagnostic): RuleDiagnostic {
  const { start = null, end = null, suggestion = null } = place;
  return { severity, code, pointer, start, end, message, suggestion };
}
