import { preferences as shape } from '@waybill/contracts';
import type { operations, Preferences } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { PreferenceStore } from '@waybill/store';
import { ownerOf } from '../../owner-of.ts';

export interface GetPreferencesPorts {
  preferences: Pick<PreferenceStore, 'find'>;
}

/** How the person likes the portal; the usual where nothing was ever changed. */
export async function getPreferences(
  { caller }: Pick<Asked<typeof operations.getPreferences>, 'caller'>,
  { preferences }: GetPreferencesPorts,
): Promise<Result<Preferences>> {
  return success(shape.strip().parse((await preferences.find(ownerOf(caller))) ?? {}));
}
