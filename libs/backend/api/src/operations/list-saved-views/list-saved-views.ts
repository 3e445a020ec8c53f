import type { operations, SavedView } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { SavedViewStore } from '@waybill/store';
import { ownerOf } from '../../owner-of.ts';

export interface ListSavedViewsPorts {
  savedViews: Pick<SavedViewStore, 'list'>;
}

/** The person's own views of a list, then those that others share. */
export async function listSavedViews(
  { query, caller }: Asked<typeof operations.listSavedViews>,
  { savedViews }: ListSavedViewsPorts,
): Promise<Result<{ items: SavedView[] }>> {
  return success({ items: await savedViews.list(query.list, ownerOf(caller)) });
}
