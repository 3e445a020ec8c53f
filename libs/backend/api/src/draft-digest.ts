import { parseRuleSet } from '@waybill/rules';
import { rulesDigest } from '@waybill/store';

/** By what a draft is compared with versions; null while its text is no rule set. */
export function draftDigest(text: string): string | null {
  const parsed = parseRuleSet(text);
  return parsed.ok ? rulesDigest(parsed.document) : null;
}
