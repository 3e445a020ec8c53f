import { createHash } from 'node:crypto';
import { listEverything } from '@waybill/store';
import { expectedBalances, expectedLedger } from './oracle.ts';
import type { World } from './world.ts';

export interface Findings {
  /** Postings that should be there and are not, and files without a kept copy. */
  lost: number;
  /** Postings that are there too often, or should not be. */
  duplicated: number;
  /** Counts, balances or sums that do not agree. */
  wrong: string[];
}

/** Compares a world at rest with what the raw files say, from outside: SQL over the public views, bytes over S3. */
export async function inspectWorld(
  world: World,
  { mayRefuse } = { mayRefuse: false },
): Promise<Findings> {
  const findings = await inspectPoints(world);
  await compareCopies(world, findings);
  findings.wrong.push(...(mayRefuse ? [] : await failedRuns(world)));
  const audit = await world.db.audit.verify();
  if (!audit.intact) findings.wrong.push('the audit chain is broken');
  return findings;
}

/** The quick half: the ledger, the balances and the counts. */
export async function inspectPoints(world: World): Promise<Findings> {
  const findings: Findings = { lost: 0, duplicated: 0, wrong: [] };
  const expected = expectedLedger(world.dropped.values());
  await compareLedger(world, expected, findings);
  await compareBalances(world, expected, findings);
  await compareRuns(world, findings);
  return findings;
}

async function compareLedger(
  { sql }: World,
  expected: ReadonlyMap<string, string>,
  findings: Findings,
): Promise<void> {
  const rows = await sql.all(
    "select txn_id, member, points from v_ledger where account = 'member:available'",
  );
  const found = new Map<string, string>();
  for (const { txn_id, member, points } of rows) {
    const txn = String(txn_id);
    const entry = `${String(member)} ${String(points)}`;
    if (found.has(txn) || expected.get(txn) !== entry) findings.duplicated++;
    found.set(txn, entry);
  }
  const missing = [...expected.keys()].filter((txn) => !found.has(txn));
  findings.lost += missing.length;
  if (missing.length > 0) findings.wrong.push(`missing ${missing.slice(0, 3).join(' ')}`);
  const [sum] = await sql.all('select sum(points) as points from v_ledger');
  if (Number(sum?.['points'] ?? 0) !== 0) findings.wrong.push('debits and credits differ');
}

async function compareBalances(
  { sql }: World,
  ledger: ReadonlyMap<string, string>,
  findings: Findings,
): Promise<void> {
  const rows = await sql.all(
    "select member, sum(points) as points from v_balance where bucket = 'available' group by member",
  );
  const stored = new Map(rows.map(({ member, points }) => [String(member), Number(points)]));
  for (const [member, points] of expectedBalances(ledger)) {
    if (stored.get(member) !== points) findings.wrong.push(`balance of ${member}`);
  }
}

async function compareRuns({ sql }: World, findings: Findings): Promise<void> {
  const broken = await sql.all(
    `select id from v_run where rows_read <> rows_posted + rows_unchanged + rows_duplicate + rows_conflict + rows_rejected + rows_skipped
       or state not in ('succeeded', 'partial', 'failed', 'cancelled', 'repaired')`,
  );
  for (const { id } of broken) findings.wrong.push(`run ${String(id)}`);
}

/** The workload has no file that may be refused, so a failed run is one that was given up. */
export async function failedRuns({ sql }: World): Promise<string[]> {
  const failed = await sql.all("select id, object_key, attempt from v_run where state = 'failed'");
  return failed.map(
    ({ id, object_key, attempt }) =>
      `run ${String(id)} of ${String(object_key)} failed in attempt ${String(attempt)}`,
  );
}

/** Every content that was dropped is in the archive or in quarantine, byte for byte. */
async function compareCopies({ buckets, dropped }: World, findings: Findings): Promise<void> {
  const kept = new Set<string | null>();
  for (const bucket of ['waybill-archive', 'waybill-quarantine']) {
    for await (const { key } of listEverything(buckets, bucket, ''))
      kept.add(await buckets.sha256Of({ bucket, key }));
  }
  for (const text of dropped.values()) {
    if (!kept.has(createHash('sha256').update(text).digest('hex'))) findings.lost++;
  }
}
