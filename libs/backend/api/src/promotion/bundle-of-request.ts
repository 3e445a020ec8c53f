import type { ChangeRequest, Feed } from '@waybill/contracts';
import type { NewBundle, Nouns } from '@waybill/store';
import { bundleOfVersion } from './bundle-of-version.ts';

/** The bundle that a request asks for, as it was looked at; null when the feed would make another one of its version by now. */
export async function bundleOfRequest(
  { ruleSets }: Pick<Nouns, 'ruleSets'>,
  { ruleSet, version, bundleSha256 }: ChangeRequest,
  feed: Feed,
): Promise<Omit<NewBundle, 'by' | 'reason'> | null> {
  const frozen = await ruleSets.version(ruleSet, version);
  if (!frozen) throw new Error(`Version ${String(version)} of ${ruleSet} is not there any more`);
  const bundle = bundleOfVersion(feed, frozen);
  return bundle.ok && bundle.value.sha256 === bundleSha256 ? bundle.value : null;
}
