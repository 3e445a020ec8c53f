import { readPortalTemplate } from '../edge/portal-template.ts';
import { takeInventory } from '../release/plan-release.ts';
import { Refusal } from '../refusal.ts';
import type { Outcome, Run } from '../run.ts';
import { checkRoutes } from '../verify/check-routes.ts';
import { checkFiles, checkOldAssets } from '../verify/check-files.ts';

/** Fetches all of the live release as a browser would, and says what is not as it was released. Writes nothing. */
export async function verify(run: Run): Promise<Outcome> {
  const { bucket, environment, signal, tell } = run;
  const { live, releases } = await takeInventory(bucket);
  if (!live) throw new Refusal('Nothing is live; apply a build first.');
  const release = releases.find(({ id }) => id === live.release);
  if (!release) throw new Refusal(`The record of ${live.release}, which is live, is gone.`);
  const place = { address: environment.address, headers: readPortalTemplate().pageHeaders, signal };
  const files = await checkFiles(place, release.files);
  tell(`files: ${String(release.files.length)} looked at, ${String(files.length)} findings`);
  const others = releases.filter(({ id }) => id !== release.id);
  const old = await checkOldAssets(place, release, others);
  tell(`assets of ${String(others.length)} other releases: ${String(old.length)} findings`);
  const routes = await checkRoutes(place, release);
  const findings = [
    ...(live.settled ? [] : ['the switch to it was not finished; apply or rollback finishes it']),
    ...files,
    ...old,
    ...routes,
  ];
  const result = { release: release.id, files: release.files.length, findings };
  const lines = [
    ...findings,
    `${release.id}: ${String(release.files.length)} files, ${String(findings.length)} findings`,
  ];
  return { result, lines, isGood: findings.length === 0 };
}
