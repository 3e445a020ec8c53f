import type { LedgerChecksum, ReplayProof } from '@waybill/contracts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { entriesOfRun } from './ledger-entries.ts';
import { effectsOf, sameEffects } from './replay-effects.ts';

const idsShown = 100;

/** What was planned, what was done, and the ledger's checksum on either side; null until both checksums were taken. */
export async function proofOf(
  session: Session,
  id: string,
  tenant: Tenant,
): Promise<ReplayProof | null> {
  let query = proofRows(session).where('replay.id', '=', id);
  if (tenant !== null) query = query.where('partner.id', '=', tenant);
  const row = await query.executeTakeFirst();
  if (row === undefined || row.checksum_before === null || row.checksum_after === null) return null;
  const planned = await effectsOf(session, row.plan_run_no);
  const actual = await effectsOf(session, row.run_no);
  const before = JSON.parse(row.checksum_before) as LedgerChecksum;
  const after = JSON.parse(row.checksum_after) as LedgerChecksum;
  const { total, ids } = await entriesOfRun(session, row.run_no, idsShown);
  return {
    replay: row.id,
    run: row.run_id,
    originalRun: row.original_id,
    planned,
    actual,
    asPlanned: sameEffects(planned, actual),
    before,
    after,
    entriesCreated: total,
    entryIds: ids,
    statement: statementOf(row.feed_id, total, before.digest === after.digest),
  };
}

function statementOf(feed: string, created: number, same: boolean): string {
  const count = `${String(created)} ${created === 1 ? 'entry' : 'entries'} created`;
  return `${count}; the ledger of ${feed} ${same ? 'is unchanged' : 'has changed'}.`;
}

function proofRows({ db }: Session) {
  return db
    .selectFrom('replay')
    .innerJoin('replay_plan', 'replay_plan.no', 'replay.plan_no')
    .innerJoin('run as original', 'original.no', 'replay_plan.original_run_no')
    .innerJoin('run as plan_run', 'plan_run.id', 'replay_plan.plan_run_id')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .innerJoin('partner', 'partner.no', 'original.partner_no')
    .innerJoin('feed', 'feed.no', 'original.feed_no')
    .selectAll('replay')
    .select([
      'original.id as original_id',
      'plan_run.no as plan_run_no',
      'run.no as run_no',
      'partner.id as partner_id',
      'feed.id as feed_id',
    ]);
}
