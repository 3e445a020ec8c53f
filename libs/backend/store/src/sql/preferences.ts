import type { Preferences } from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { Owner, PreferenceStore } from '../nouns/own-settings.ts';
import type { Session } from '../session.ts';

export function preferencesIn({ db, dialect }: Session): PreferenceStore {
  return {
    find: async ({ issuer, subject }) => {
      const row = await dialect
        .forUpdate(
          db
            .selectFrom('preference')
            .select('document')
            .where('issuer', '=', issuer)
            .where('subject', '=', subject),
        )
        .executeTakeFirst();
      return row === undefined ? null : (JSON.parse(row.document) as Partial<Preferences>);
    },

    save: async (owner, preferences, at) => {
      const kept = { document: JSON.stringify(preferences), updated_at: columnTime(at) };
      if (await update(owner, kept)) return;
      try {
        await db
          .insertInto('preference')
          .values({ ...owner, ...kept })
          .execute();
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await update(owner, kept);
      }
    },
  };

  async function update(
    { issuer, subject }: Owner,
    kept: { document: string; updated_at: string },
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('preference')
      .set(kept)
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }
}
