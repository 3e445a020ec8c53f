import type { operations, SavedView } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { ownerOf } from '../../owner-of.ts';
import type { Transactor } from '../../transactor.ts';

export interface DeleteSavedViewFailure {
  code: 'not-found' | 'saved-view-of-another' | 'precondition-failed';
  id: string;
}

export interface DeleteSavedViewPorts {
  database: Transactor<'savedViews' | 'audit'>;
  clock: Clock;
}

/** Deletes a view. Only its owner may; the answer is what it was, so that it can be made again. */
export async function deleteSavedView(
  asked: Asked<typeof operations.deleteSavedView>,
  { database, clock }: DeleteSavedViewPorts,
): Promise<Result<SavedView, DeleteSavedViewFailure>> {
  const id = asked.params.viewId;
  return database.transaction(async ({ savedViews, audit }) => {
    const view = await savedViews.find(id, ownerOf(asked.caller));
    if (!view) return failure({ code: 'not-found', id });
    if (!view.mine) return failure({ code: 'saved-view-of-another', id });
    if (!asked.isCurrent(view)) return failure({ code: 'precondition-failed', id });
    await savedViews.remove(id);
    const { list } = view;
    await audit.append(
      deed(asked, clock.now(), 'saved-view.deleted', `saved-view:${id}`, { list }),
    );
    return success(view);
  });
}
