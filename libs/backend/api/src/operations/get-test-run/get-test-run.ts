import type { operations, RuleTestRun } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleTestStore } from '@waybill/store';

export interface GetTestRunFailure {
  code: 'not-found';
  id: string;
}

export interface GetTestRunPorts {
  ruleTests: Pick<RuleTestStore, 'find'>;
}

/** What came of the tests when they were run. */
export async function getTestRun(
  { params: { testRunId: id } }: Asked<typeof operations.getTestRun>,
  { ruleTests }: GetTestRunPorts,
): Promise<Result<RuleTestRun, GetTestRunFailure>> {
  const run = await ruleTests.find(id);
  return run ? success(run) : failure({ code: 'not-found', id });
}
