import type { operations, RuleDraft } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface GetRuleDraftFailure {
  code: 'not-found';
  id: string;
}

export interface GetRuleDraftPorts {
  ruleSets: Pick<RuleSetStore, 'draft'>;
}

/** The draft as it was saved last. */
export async function getRuleDraft(
  { params: { ruleSetId: id } }: Asked<typeof operations.getRuleDraft>,
  { ruleSets }: GetRuleDraftPorts,
): Promise<Result<RuleDraft, GetRuleDraftFailure>> {
  const draft = await ruleSets.draft(id);
  return draft ? success(draft) : failure({ code: 'not-found', id });
}
