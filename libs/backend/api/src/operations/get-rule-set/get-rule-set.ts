import type { operations, RuleSet } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface GetRuleSetFailure {
  code: 'not-found';
  id: string;
}

export interface GetRuleSetPorts {
  ruleSets: Pick<RuleSetStore, 'find'>;
}

/** What is active of a rule set, and what is drafted. */
export async function getRuleSet(
  { params: { ruleSetId: id } }: Asked<typeof operations.getRuleSet>,
  { ruleSets }: GetRuleSetPorts,
): Promise<Result<RuleSet, GetRuleSetFailure>> {
  const ruleSet = await ruleSets.find(id);
  return ruleSet ? success(ruleSet) : failure({ code: 'not-found', id });
}
