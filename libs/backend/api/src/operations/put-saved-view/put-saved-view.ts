import type { operations, SavedView } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { ownerOf } from '../../owner-of.ts';
import type { Transactor } from '../../transactor.ts';

export interface PutSavedViewFailure {
  code: 'not-found' | 'saved-view-of-another' | 'precondition-failed' | 'saved-view-exists';
  id: string;
  name: string;
}

export interface PutSavedViewPorts {
  database: Transactor<'savedViews' | 'audit'>;
  clock: Clock;
}

/** Changes a view: what it shows, its name, or who sees it. Only its owner may. */
export async function putSavedView(
  asked: Asked<typeof operations.putSavedView>,
  { database, clock }: PutSavedViewPorts,
): Promise<Result<SavedView, PutSavedViewFailure>> {
  const id = asked.params.viewId;
  const { name, shared } = asked.body;
  const owner = ownerOf(asked.caller);
  const at = clock.now();
  return database.transaction(async ({ savedViews, audit }) => {
    const view = await savedViews.find(id, owner);
    if (!view) return failure({ code: 'not-found', id, name });
    if (!view.mine) return failure({ code: 'saved-view-of-another', id, name });
    if (!asked.isCurrent(view)) return failure({ code: 'precondition-failed', id, name });
    const isFree = await savedViews.update(id, asked.body, at);
    if (!isFree) return failure({ code: 'saved-view-exists', id, name });
    const { list } = view;
    await audit.append(deed(asked, at, 'saved-view.changed', `saved-view:${id}`, { list, shared }));
    return success({ ...view, ...asked.body, updatedAt: at.toISOString() });
  });
}
