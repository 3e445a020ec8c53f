import type { operations, RuleDraft } from '@waybill/contracts';
import { actorOf, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { draftDigest } from '../../draft-digest.ts';
import { editDraft, type DraftEditFailure } from '../../edit-draft.ts';
import { voidWhatIsNotWritten } from '../../promotion/void-requests.ts';
import type { Transactor } from '../../transactor.ts';

export interface PutRuleDraftPorts {
  database: Transactor<'feeds' | 'ruleSets' | 'changeRequests' | 'audit'>;
  clock: Clock;
}

/**
 * Saves what was typed. Not audited: a draft is saved every few seconds and judges nothing; who began it, froze it or discarded it is.
 * What is written on after somebody asked to promote it makes that request void.
 */
export async function putRuleDraft(
  asked: Asked<typeof operations.putRuleDraft>,
  { database, clock }: PutRuleDraftPorts,
): Promise<Result<RuleDraft, DraftEditFailure>> {
  const { text } = asked.body;
  const content = { text, sha256: draftDigest(text), by: actorOf(asked.caller) };
  const at = clock.now();
  return database.transaction((tx) =>
    editDraft(tx, asked, async ({ ruleSet: id, sha256: before }) => {
      await tx.ruleSets.saveDraft(id, content, at);
      const { sha256 } = content;
      if (sha256 === null || sha256 !== before)
        await voidWhatIsNotWritten(tx, { ruleSet: id, sha256 }, { asked, at });
      const draft = await tx.ruleSets.draft(id);
      if (!draft) throw new Error(`The draft of ${id} cannot be read back`);
      return success(draft);
    }),
  );
}
