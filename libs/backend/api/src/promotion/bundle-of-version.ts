import type { Feed, ProblemDetail, RuleVersion } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { NewBundle } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { bundleDigest } from '../bundle-digest.ts';
import { checkRules, errorsOf } from '../check-rules.ts';

export interface RulesFault {
  code: 'rules-invalid';
  errors: readonly ProblemDetail[];
}

/** The bundle that a version of the rules makes with the feed's present format. */
export function bundleOfVersion(
  feed: Feed,
  version: RuleVersion,
): Result<Omit<NewBundle, 'by' | 'reason'>, RulesFault> {
  const format = feed.bundle.format as FeedFormat;
  const checked = checkRules(version.document, format);
  if (!checked.ok)
    return failure({ code: 'rules-invalid', errors: errorsOf(checked.diagnostics, '') });
  const rules = checked.document;
  const { ruleVersion } = version;
  return success({ sha256: bundleDigest(format, rules), ruleVersion, format, rules });
}
