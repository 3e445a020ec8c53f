import type { operations, Page, RuleVersionHead } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface ListRuleVersionsFailure {
  code: 'not-found';
  id: string;
}

export interface ListRuleVersionsPorts {
  ruleSets: Pick<RuleSetStore, 'find' | 'versions'>;
}

/** Everything that was frozen of a rule set, newest first, without what is in it. */
export async function listRuleVersions(
  { params: { ruleSetId: id }, query }: Asked<typeof operations.listRuleVersions>,
  { ruleSets }: ListRuleVersionsPorts,
): Promise<Result<Page<RuleVersionHead>, ListRuleVersionsFailure>> {
  if (!(await ruleSets.find(id))) return failure({ code: 'not-found', id });
  return success(await ruleSets.versions(id, query));
}
