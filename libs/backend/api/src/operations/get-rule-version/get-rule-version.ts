import type { operations, RuleVersion } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface GetRuleVersionFailure {
  code: 'not-found';
  id: string;
  version: number;
}

export interface GetRuleVersionPorts {
  ruleSets: Pick<RuleSetStore, 'version'>;
}

/** One version with its document. */
export async function getRuleVersion(
  { params: { ruleSetId: id, version } }: Asked<typeof operations.getRuleVersion>,
  { ruleSets }: GetRuleVersionPorts,
): Promise<Result<RuleVersion, GetRuleVersionFailure>> {
  const found = await ruleSets.version(id, version);
  return found ? success(found) : failure({ code: 'not-found', id, version });
}
