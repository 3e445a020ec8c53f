import { savedViewsMax } from '@waybill/contracts';
import type { operations, SavedView } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import { ownerOf } from '../../owner-of.ts';
import type { Transactor } from '../../transactor.ts';

export interface CreateSavedViewFailure {
  code: 'saved-view-exists' | 'too-many-saved-views';
  name: string;
}

export interface CreateSavedViewPorts {
  database: Transactor<'savedViews' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** A new view of the person's own, shared or not. */
export async function createSavedView(
  asked: Asked<typeof operations.createSavedView>,
  { database, clock, newId }: CreateSavedViewPorts,
): Promise<Result<SavedView, CreateSavedViewFailure>> {
  const { list, ...content } = asked.body;
  const { name, shared } = content;
  const owner = ownerOf(asked.caller);
  const at = clock.now();
  const id = newId('view');
  return database.transaction(async ({ savedViews, audit }) => {
    if ((await savedViews.count(list, owner)) >= savedViewsMax) {
      return failure({ code: 'too-many-saved-views', name });
    }
    const isNew = await savedViews.insert({ id, list, owner, at, ...content });
    if (!isNew) return failure({ code: 'saved-view-exists', name });
    const view = await savedViews.find(id, owner);
    if (!view) throw new Error(`View ${id} cannot be read back`);
    await audit.append(deed(asked, at, 'saved-view.created', `saved-view:${id}`, { list, shared }));
    return success(view);
  });
}
