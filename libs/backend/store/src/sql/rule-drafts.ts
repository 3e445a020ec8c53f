import type { RuleDraft } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import type { RuleSetStore } from '../nouns/rule-sets.ts';
import type { Session } from '../session.ts';
import { ofFeed } from './conditions.ts';

type DraftStore = Pick<RuleSetStore, 'draft' | 'insertDraft' | 'saveDraft' | 'removeDraft'>;

export function ruleDraftsIn({ db }: Session): DraftStore {
  return {
    draft: async (id) => {
      const row = await db
        .selectFrom('rule_draft')
        .selectAll()
        .where(ofFeed('feed_no', id))
        .executeTakeFirst();
      if (row === undefined) return null;
      const draft: RuleDraft = {
        ruleSet: id,
        text: row.text,
        sha256: row.sha256,
        revision: row.revision,
        basedOn: row.based_on,
        createdAt: instant(row.created_at),
        updatedAt: instant(row.updated_at),
        updatedBy: row.updated_by,
      };
      return draft;
    },

    insertDraft: async (id, { text, sha256, basedOn, by }, at) => {
      const { no } = await db
        .selectFrom('feed')
        .select('no')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const time = columnTime(at);
      await db
        .insertInto('rule_draft')
        .values({
          feed_no: no,
          text,
          sha256,
          revision: 1,
          based_on: basedOn,
          created_at: time,
          updated_at: time,
          updated_by: by,
        })
        .execute();
    },

    saveDraft: async (id, { text, sha256, by, basedOn }, at) => {
      await db
        .updateTable('rule_draft')
        .set((eb) => ({
          text,
          sha256,
          revision: eb('revision', '+', 1),
          updated_at: columnTime(at),
          updated_by: by,
        }))
        .$if(basedOn !== undefined, (row) => row.set({ based_on: basedOn ?? null }))
        .where(ofFeed('feed_no', id))
        .execute();
    },

    removeDraft: async (id) => {
      await db.deleteFrom('rule_draft').where(ofFeed('feed_no', id)).execute();
    },
  };
}
