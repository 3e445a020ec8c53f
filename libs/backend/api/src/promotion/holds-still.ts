import type { ChangeRequest, Feed } from '@waybill/contracts';
import type { Nouns } from '@waybill/store';
import { bundleOfVersion } from './bundle-of-version.ts';

/** Whether a request would still make exactly the bundle that was looked at. */
export async function holdsStill(
  { ruleSets }: Pick<Nouns, 'ruleSets'>,
  { ruleSet, version, bundleSha256 }: ChangeRequest,
  feed: Feed,
): Promise<boolean> {
  const frozen = await ruleSets.version(ruleSet, version);
  if (!frozen) throw new Error(`Version ${String(version)} of ${ruleSet} is not there any more`);
  const bundle = bundleOfVersion(feed, frozen);
  return bundle.ok && bundle.value.sha256 === bundleSha256;
}
