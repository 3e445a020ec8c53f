import { setTimeout as pause } from 'node:timers/promises';
import type { BulkReplay, Caller } from '@waybill/contracts';
import { workOnNextJob, type CrashPoint } from '@waybill/pipeline';
import { earningRules } from '@waybill/pipeline/testing';
import { standardPurchases } from '@waybill/tabular/testing';
import { drain, portsOf } from './drain.ts';
import type { Findings } from './inspect-world.ts';
import { expectedBalances, expectedLedger } from './oracle.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { standBy } from './worker-process.ts';
import { makeFile } from './workload.ts';
import type { World } from './world.ts';

const files = 4;
const rounds = 2;
const killsMost = 4;
const roundMs = 90_000;
/** Where a replay can be hit: claimed, within a batch, its COMMIT just sent, between batches, ended and the job not told. */
const points: readonly CrashPoint[] = ['CP3', 'CP6', 'CP7', 'CP8', 'CP14'];

const owner: Caller = {
  kind: 'machine',
  issuer: 'faults',
  subject: 'faults',
  clientId: 'faults',
  roles: [],
  scopes: [],
  partner: null,
};

/** Replays all files as one under rules that double the points, and back again, while workers are killed in the middle. */
export async function bulkReplays({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const score = newScore();
  const random = new Random(seed);
  for (let n = 0; n < files; n++)
    await world.drop(`acme/p/bulk-${String(n)}.csv`, makeFile(random, `b${String(n)}`, 40));
  await drain(world);
  for (let round = 1; round <= rounds; round++) {
    const factor = round % 2 === 1 ? 2 : 1;
    await publish(world, factor, round);
    const id = await started(world, round);
    const deadline = Date.now() + roundMs;
    let kills = 0;
    while (kills < killsMost && (await isGoingOn(world, id))) {
      await killOnce(world, random, id);
      kills++;
    }
    while ((await isGoingOn(world, id)) && Date.now() < deadline) {
      await workOnNextJob(portsOf(world), `rest-${String(round)}`);
      await pause(100);
    }
    count(score, kills, {
      isAtRest: !(await isGoingOn(world, id)) && (await drain(world)),
      findings: await findings(world, id, factor),
      label: `bulk replay ${String(round)} seed ${String(seed)}`,
    });
  }
  return score;
}

async function publish({ db }: World, factor: number, round: number): Promise<void> {
  const points = `floor(amount) * ${String(factor)}`;
  const rules = {
    ...earningRules,
    pointsMax: 20_000,
    rules: (earningRules.rules ?? []).map((rule) =>
      rule.id === 'base' ? { ...rule, then: [{ do: 'accrue' as const, points }] } : rule,
    ),
  };
  const version = { sha256: String(round).padStart(64, '0'), ruleVersion: `earning@${round + 1}` };
  const said = { by: 'system:faults', reason: 'round', format: standardPurchases };
  await db.feeds.addBundle('acme.p', { ...version, ...said, rules }, new Date());
}

async function started(world: World, round: number): Promise<string> {
  const { bulkReplays, jobs } = world.db;
  const [plan, id] = [`bplan-${String(round)}`, `bulk-${String(round)}`];
  const [planJob, job] = [`job-p${String(round)}`, `job-b${String(round)}`];
  const at = new Date();
  const choice = { rows: 'all', rules: 'current' } as const;
  const selection = { query: { partner: 'acme' } };
  const asked = { requestedBy: 'machine:faults', canary: 1, jobId: planJob, at };
  await bulkReplays.insertPlan({ id: plan, selection, ...choice, ...asked }, null);
  const work = { owner, label: 'faults', total: null, at };
  await jobs.enqueue({
    ...work,
    id: planJob,
    kind: 'bulk-replay-plan',
    request: { plan, ...choice },
  });
  while ((await workOnNextJob(portsOf(world), `plan-${String(round)}`)) !== null);
  const limits = { rejectedPercent: 100, points: null };
  const said = {
    reason: 'faults',
    requestedBy: 'machine:faults',
    afterCanary: 'continue' as const,
  };
  if (!(await bulkReplays.start({ id, planId: plan, jobId: job, limits, ...said, at: new Date() })))
    throw new Error(`${plan} is not ready`);
  await jobs.enqueue({ ...work, id: job, kind: 'bulk-replay', request: { bulkReplay: id } });
  return id;
}

/** A worker process that dies at some point of some replay, or is killed when it has got through. */
async function killOnce(world: World, random: Random, id: string): Promise<void> {
  const worker = await standBy();
  const point = points[random.below(points.length)] ?? 'CP6';
  worker.order(world, { point, k: 1 + random.below(4), signal: 'SIGKILL' });
  const over = async () => {
    while (await isGoingOn(world, id)) await pause(100);
  };
  await Promise.race([worker.ended, over()]);
  worker.child.kill('SIGKILL');
  await worker.ended;
}

async function isGoingOn({ db }: World, id: string): Promise<boolean> {
  return (await known(db, id)).finishedAt === null;
}

async function known(db: World['db'], id: string): Promise<BulkReplay> {
  const bulk = await db.bulkReplays.find(id);
  if (!bulk) throw new Error(`${id} is not there`);
  return bulk;
}

async function findings(world: World, id: string, factor: number): Promise<Findings> {
  const wrong: string[] = [];
  const bulk = await known(world.db, id);
  const proof = await world.db.bulkReplays.proof(id);
  if (bulk.state !== 'succeeded')
    wrong.push(`${id} is ${bulk.state}: ${bulk.problem?.message ?? ''}`);
  if (proof?.asPlanned !== true) wrong.push(`${id} is not as planned`);
  const [ledger] = proof?.feeds ?? [];
  if (ledger && ledger.after.entries - ledger.before.entries !== proof?.entriesCreated)
    wrong.push(`${id} has created other entries than it says`);
  const rows = await world.sql.all(
    "select member, sum(points) as points from v_balance where bucket = 'available' group by member",
  );
  const stored = new Map(rows.map(({ member, points }) => [String(member), Number(points)]));
  let [lost, duplicated] = [0, 0];
  for (const [member, points] of expectedBalances(expectedLedger(world.dropped.values()))) {
    const difference = (stored.get(member) ?? 0) - points * factor;
    if (difference < 0) lost++;
    if (difference > 0) duplicated++;
  }
  const { balanced, balancesAgree } = await world.db.ledger.integrity();
  if (!balanced || !balancesAgree) wrong.push('the ledger does not balance');
  return { lost, duplicated, wrong };
}
