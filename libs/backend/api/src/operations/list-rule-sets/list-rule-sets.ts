import type { operations, Page, RuleSet } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface ListRuleSetsPorts {
  ruleSets: Pick<RuleSetStore, 'list'>;
}

/** Rule sets of all partners or of one. */
export async function listRuleSets(
  { query }: Asked<typeof operations.listRuleSets>,
  { ruleSets }: ListRuleSetsPorts,
): Promise<Result<Page<RuleSet>, never>> {
  return success(await ruleSets.list(query));
}
