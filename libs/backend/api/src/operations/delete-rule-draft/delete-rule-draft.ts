import type { operations, RuleDraft } from '@waybill/contracts';
import { deed, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editDraft, type DraftEditFailure } from '../../edit-draft.ts';
import type { Transactor } from '../../transactor.ts';

export interface DeleteRuleDraftPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'audit'>;
  clock: Clock;
}

/** Discards a draft. The answer is what it was, so that it can be begun again from its text. */
export async function deleteRuleDraft(
  asked: Asked<typeof operations.deleteRuleDraft>,
  { database, clock }: DeleteRuleDraftPorts,
): Promise<Result<RuleDraft, DraftEditFailure>> {
  return database.transaction((tx) =>
    editDraft(tx, asked, async (draft) => {
      const { ruleSet: id, revision } = draft;
      await tx.ruleSets.removeDraft(id);
      const detail = { revision };
      await tx.audit.append(
        deed(asked, clock.now(), 'rule-draft.discarded', `rule-set:${id}`, detail),
      );
      return success(draft);
    }),
  );
}
