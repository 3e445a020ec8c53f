import { Refusal } from '../refusal.ts';
import { takeInventory } from '../release/plan-release.ts';
import type { Inventory } from '../release/plan-release.ts';
import { assetsOf } from '../release/release.ts';
import type { Release } from '../release/release.ts';
import { keysOfAsset } from '../release/upload.ts';
import type { Outcome, Run } from '../run.ts';
import { switchRelease } from '../switch-release.ts';
import { locked } from './locked.ts';

/** Makes an earlier release live again from what is in the bucket. Uploads none of its files. */
export async function rollback(run: Run): Promise<Outcome> {
  return locked(run, `rollback to ${run.line.release ?? 'the release before'}`, async (lock) => {
    const inventory = await takeInventory(run.bucket);
    const release = target(inventory, run.line.release);
    const missing = assetsOf(release.files)
      .flatMap(({ path }) => keysOfAsset(path))
      .filter((key) => !inventory.site.has(key));
    if (missing.length > 0)
      throw new Refusal(
        `${release.id} has lost ${String(missing.length)} of its files, ${String(missing[0])} first. Build it anew and apply it.`,
      );
    const before = inventory.live?.release ?? null;
    const invalidated = await switchRelease(run, lock, inventory, release);
    const result = { release: release.id, version: release.version, before, invalidated };
    const lines =
      before === release.id
        ? [`${release.id} is live, as before`]
        : [`${release.id} is live again; before it ${before ?? 'nothing'}`];
    return {
      result,
      lines: [...lines, `edges forgot ${String(invalidated)} addresses`],
      isGood: true,
    };
  });
}

function target({ live, releases }: Inventory, wanted: string | undefined): Release {
  const id = wanted ?? live?.previous;
  if (!id) throw new Refusal('Nothing was live before what is live now.');
  const found = releases.find((each) => each.id === id);
  if (found) return found;
  const there = releases.map((each) => each.id).join(', ') || 'none';
  throw new Refusal(`Release ${id} is not in the bucket. There are: ${there}.`);
}
