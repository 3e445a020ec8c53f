import type { Caller, RuleDraft } from '@waybill/contracts';
import { failure } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

export interface DraftEditFailure {
  code: 'not-found' | 'precondition-failed';
  id: string;
}

interface DraftEdit {
  readonly params: { ruleSetId: string };
  readonly caller: Caller;
  isCurrent(now: RuleDraft): boolean;
}

/** Does something to a draft that nobody else edits meanwhile and that is still what the caller read. */
export async function editDraft<Answer, Fault extends { code: string }>(
  tx: Pick<Nouns, 'feeds' | 'ruleSets'>,
  { params, caller, isCurrent }: DraftEdit,
  change: (draft: RuleDraft) => Promise<Result<Answer, Fault>>,
): Promise<Result<Answer, DraftEditFailure | Fault>> {
  const id = params.ruleSetId;
  await tx.feeds.lock(id, caller.partner);
  const draft = await tx.ruleSets.draft(id);
  if (!draft) return failure({ code: 'not-found', id });
  return isCurrent(draft) ? change(draft) : failure({ code: 'precondition-failed', id });
}
