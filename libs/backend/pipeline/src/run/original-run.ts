import type { ClaimedRun, Database } from '@waybill/store';

/**
 * The number of the run that a replay or plan goes over again; null for an ordinary run, and when neither the claim nor any entry
 * of the original tells.
 */
export async function originalRunNoOf(
  db: Pick<Database, 'runs' | 'ledger'>,
  claimed: ClaimedRun,
): Promise<number | null> {
  if ('originalRunNo' in claimed && typeof claimed.originalRunNo === 'number')
    return claimed.originalRunNo;
  if (claimed.originalRunId === null) return null;
  const posted = await db.runs.rows(claimed.originalRunId, { outcome: ['posted'], limit: 1 });
  const entryId = posted.items[0]?.entryId ?? null;
  const entry = entryId === null ? null : await db.ledger.find(entryId, null);
  return entry?.runNo ?? null;
}
