import { describeNames, diagnoseRuleSet, parseRuleSet } from '@waybill/rules';
import type { NameReading, Slot } from '@waybill/rules';
import { placeFindings } from '@waybill/rules/text';
import type { Finding } from '@waybill/rules/text';

export interface Findings {
  readonly findings: readonly Finding[];
  /** Null while the text is no rule set. */
  readonly names: readonly NameReading[] | null;
}

/** What is wrong with a text as the rules of a feed with these fields, and where. */
export function findingsOf(text: string, slots: readonly Slot[]): Findings {
  const parsed = parseRuleSet(text);
  if (!parsed.ok) return { findings: placeFindings(text, parsed.diagnostics), names: null };
  return {
    findings: placeFindings(text, diagnoseRuleSet(parsed.document, slots)),
    names: describeNames(parsed.document, slots),
  };
}
