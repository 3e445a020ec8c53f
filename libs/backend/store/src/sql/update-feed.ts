import { columnTime } from '../column-time.ts';
import type { FeedStore } from '../nouns/feeds.ts';
import type { Session } from '../session.ts';

export async function updateFeed(
  { db }: Session,
  id: string,
  change: Parameters<FeedStore['update']>[1],
  at: Date,
): Promise<void> {
  const { name, filePattern, unknownMembers, state, expectation } = change;
  await db
    .updateTable('feed')
    .set({ updated_at: columnTime(at) })
    .$if(name !== undefined, (row) => row.set({ name: name ?? '' }))
    .$if(filePattern !== undefined, (row) => row.set({ file_pattern: filePattern ?? '' }))
    .$if(unknownMembers !== undefined, (row) => row.set({ unknown_members: unknownMembers ?? '' }))
    .$if(state !== undefined, (row) => row.set({ state: state ?? '' }))
    .$if(expectation !== undefined, (row) =>
      row.set({ expectation: expectation === null ? null : JSON.stringify(expectation) }),
    )
    .where('id', '=', id)
    .execute();
}
