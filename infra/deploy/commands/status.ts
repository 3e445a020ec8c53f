import { lockOwner } from '../bucket/lock.ts';
import { takeInventory } from '../release/plan-release.ts';
import { totalBytes } from '../release/release.ts';
import { megabytes } from '../run.ts';
import type { Outcome, Run } from '../run.ts';

/** What is live, what else is there, and who is at it. Good only when something is live and settled. */
export async function status(run: Run): Promise<Outcome> {
  const [{ live, releases }, owner] = await Promise.all([
    takeInventory(run.bucket),
    lockOwner(run.bucket),
  ]);
  const result = {
    live: live ?? null,
    underWay: owner ?? null,
    releases: releases.map(({ files, ...release }) => ({
      ...release,
      files: files.length,
      bytes: totalBytes(files),
    })),
  };
  const lines = [
    live
      ? `live: ${live.release} since ${live.since}, by ${live.by}${live.settled ? '' : '; the switch to it was not finished, apply or rollback finishes it'}`
      : 'nothing is live',
    ...(owner ? [`under way: ${owner.what}, by ${owner.by} since ${owner.since}`] : []),
    ...result.releases.map(
      ({ id, version, commit, uploadedAt, uploadedBy, files, bytes }) =>
        `${id === live?.release ? '* ' : '  '}${id}  ${version}  ${uploadedAt} by ${uploadedBy}  ${String(files)} files, ${megabytes(bytes)}${commit ? `  from ${commit}` : ''}`,
    ),
  ];
  return { result, lines, isGood: live?.settled === true };
}
