import { diffRuleSets, parseRuleSet } from '@waybill/rules';

/** What the second text says differently, in sentences. */
export function changesBetween(before: string, after: string): readonly string[] {
  const [was, is] = [parseRuleSet(before), parseRuleSet(after)];
  if (!was.ok || !is.ok) return ['The text changed, and one of the two is not finished.'];
  const changes = diffRuleSets(was.document, is.document);
  return changes.length === 0
    ? ['Only how the text is laid out.']
    : changes.map(({ sentence }) => sentence);
}
