import { exportResult, type Caller } from '@waybill/contracts';
import { workOnNextJob } from '@waybill/pipeline';
import { setTimeout as pause } from 'node:timers/promises';
import { leaseS, portsOf } from './drain.ts';
import type { Findings } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { standBy } from './worker-process.ts';
import type { World } from './world.ts';

const bucket = 'waybill-exports';
/** Several pages of an export. */
const members = 3500;
const pages = 4;
const killsPerPoint = 3;
const hitLimitMs = 20_000;
const admin = { issuer: 'i', subject: 'support', partner: null, seesAll: true };

/** Kills a worker with -9 in the middle of an export, and after its file is stored; another one must leave exactly one whole file. */
export async function killedExports({
  seed,
  world,
}: {
  seed: number;
  world: World;
}): Promise<Score> {
  const score = newScore();
  const random = new Random(seed);
  const feed = await world.db.feeds.config('acme.p');
  const numbers = Array.from({ length: members }, (_, n) => `E${String(n).padStart(6, '0')}`);
  await world.db.members.create(feed?.partnerNo ?? 0, numbers, new Date());
  for (let kill = 1; kill <= killsPerPoint; kill++) {
    for (const point of ['CP15', 'CP16'] as const) {
      const id = `job_${point}_${String(kill)}`;
      await ask(world, id);
      const worker = await standBy();
      const k = point === 'CP15' ? 1 + random.below(pages) : 1;
      worker.order(world, { point, k, signal: 'SIGKILL' });
      const timer = setTimeout(() => worker.child.kill('SIGTERM'), hitLimitMs);
      const signal = await worker.ended;
      clearTimeout(timer);
      const isAtRest = await finish(world, id);
      const findings = await inspect(world, id);
      if (signal !== 'SIGKILL') findings.wrong.push('no fault');
      count(score, 1, { isAtRest, findings, label: `export ${id}` });
    }
  }
  return score;
}

async function ask(world: World, id: string): Promise<void> {
  const owner: Caller = {
    kind: 'person',
    issuer: 'i',
    subject: 'support',
    clientId: 'waybill-bff',
    roles: ['support'],
    scopes: ['waybill.read', 'waybill.payload'],
    partner: null,
  };
  const request = { list: 'members', query: {}, columns: ['memberNo'], format: 'csv', bom: false };
  const label = 'Export of members';
  await world.db.jobs.enqueue({
    id,
    kind: 'export',
    owner,
    label,
    request,
    total: members,
    at: new Date(),
  });
}

/** False when the job is not at its end within a lease and 30 seconds: then it is stuck. */
async function finish(world: World, id: string): Promise<boolean> {
  const deadline = Date.now() + (leaseS + 30) * 1000;
  while (Date.now() < deadline) {
    await workOnNextJob(portsOf(world), 'after the kill', { only: id });
    if ((await world.db.jobs.find(id, admin))?.state === 'succeeded') return true;
    await pause(100);
  }
  return false;
}

async function inspect(world: World, id: string): Promise<Findings> {
  const job = await world.db.jobs.find(id, admin);
  const read = exportResult.safeParse(job?.result);
  const { objects } = await world.buckets.list(bucket, `${id}/`);
  const findings: Findings = { lost: 0, duplicated: Math.max(0, objects.length - 1), wrong: [] };
  if (!read.success) return { ...findings, lost: 1 };
  const { key, rows, sha256 } = read.data;
  const stored = await world.buckets.sha256Of({ bucket, key });
  if (stored === null) return { ...findings, lost: 1 };
  if (stored !== sha256) findings.wrong.push('bytes differ');
  if (rows !== members) findings.wrong.push(`${String(rows)} rows`);
  return findings;
}
