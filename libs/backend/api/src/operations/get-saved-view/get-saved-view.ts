import type { operations, SavedView } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { SavedViewStore } from '@waybill/store';
import { ownerOf } from '../../owner-of.ts';

export interface GetSavedViewFailure {
  code: 'not-found';
  id: string;
}

export interface GetSavedViewPorts {
  savedViews: Pick<SavedViewStore, 'find'>;
}

/** One view; a view that is not shared is there for its owner only. */
export async function getSavedView(
  { params: { viewId: id }, caller }: Asked<typeof operations.getSavedView>,
  { savedViews }: GetSavedViewPorts,
): Promise<Result<SavedView, GetSavedViewFailure>> {
  const view = await savedViews.find(id, ownerOf(caller));
  return view ? success(view) : failure({ code: 'not-found', id });
}
