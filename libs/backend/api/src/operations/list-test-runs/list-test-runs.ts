import type { operations, Page, RuleTestRunHead } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore, RuleTestStore } from '@waybill/store';

export interface ListTestRunsFailure {
  code: 'not-found';
  id: string;
}

export interface ListTestRunsPorts {
  ruleSets: Pick<RuleSetStore, 'find'>;
  ruleTests: Pick<RuleTestStore, 'list'>;
}

/** When the tests of a rule set were run, by whom, and how many passed. */
export async function listTestRuns(
  { params: { ruleSetId: id }, query }: Asked<typeof operations.listTestRuns>,
  { ruleSets, ruleTests }: ListTestRunsPorts,
): Promise<Result<Page<RuleTestRunHead>, ListTestRunsFailure>> {
  if (!(await ruleSets.find(id))) return failure({ code: 'not-found', id });
  return success(await ruleTests.list({ ruleSet: id, ...query }));
}
