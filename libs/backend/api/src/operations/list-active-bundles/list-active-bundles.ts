import type { ActiveBundle, Environment, operations, Page, RuleSet } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RuleSetStore } from '@waybill/store';

export interface ListActiveBundlesPorts {
  ruleSets: Pick<RuleSetStore, 'list'>;
}

type Held = Pick<
  ActiveBundle,
  'version' | 'ruleVersion' | 'sha256' | 'how' | 'bundleVersion' | 'changeRequest'
>;

/** Every feed with rules has a version in dev and in prod; in test there are those that are tried now. */
export async function listActiveBundles(
  { params: { environment }, query }: Asked<typeof operations.listActiveBundles>,
  { ruleSets }: ListActiveBundlesPorts,
): Promise<Result<Page<ActiveBundle>, never>> {
  const { items, next } = await ruleSets.list({ ...query, onTrial: environment === 'test' });
  const bundles = items.flatMap((rules) => {
    const held = heldIn[environment](rules);
    const { id: ruleSet, partner, feedName } = rules;
    return held ? [{ environment, ruleSet, partner, feedName, ...held }] : [];
  });
  return success({ items: bundles, next });
}

const heldIn: Readonly<Record<Environment, (rules: RuleSet) => Held | null>> = {
  dev: ({ latest }) => ({ ...latest, how: null, bundleVersion: null, changeRequest: null }),
  test: ({ trial }) => trial && { ...trial, bundleVersion: null },
  prod: ({ active }) => ({ ...active, how: 'full', changeRequest: null }),
};
