import type { LedgerChecksum, LedgerIntegrity } from '@waybill/contracts';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Session } from '../session.ts';
import { accrual, neverExpires } from './entry-kinds.ts';

const signed = sql`case kind when ${sql.lit(accrual)} then points else -points end`;
const lowBits = sql.lit(2 ** 26 - 1);
const fewBits = sql.lit(2 ** 16 - 1);

/**
 * Order-independent: sums over the entries, hashed together. Each summand stays below 2 ** 35, so that SQLite's 64-bit sums hold 2 ** 28
 * entries (MySQL sums in decimals); they mix content, kind, revision and points, so that swapped points show as well.
 */
export async function checksumOf({ db }: Session, feedNo: number): Promise<LedgerChecksum> {
  const text = (sum: ReturnType<typeof sql>) => sql<string>`cast(coalesce(sum(${sum}), 0) as char)`;
  const sums = await db
    .selectFrom('ledger_entry')
    .select((eb) => [
      eb.fn.countAll().as('entries'),
      text(sql`${signed}`).as('points'),
      text(sql`content_hash & ${lowBits}`).as('low'),
      text(sql`content_hash >> 26`).as('high'),
      text(sql`(content_hash & ${fewBits}) * (2 * revision + kind + 1)`).as('order_of_entries'),
      text(sql`(content_hash & ${fewBits}) * (points & ${fewBits})`).as('points_of_entries'),
    ])
    .where('feed_no', '=', feedNo)
    .executeTakeFirstOrThrow();
  const entries = Number(sums.entries);
  const parts = [
    entries,
    sums.points,
    sums.low,
    sums.high,
    sums.order_of_entries,
    sums.points_of_entries,
  ];
  return {
    entries,
    points: Number(sums.points),
    digest: createHash('sha256').update(parts.join(' ')).digest('hex'),
  };
}

/** In single statements, so that each looks at one instant even under load. */
export async function integrityOf({ db }: Session): Promise<Omit<LedgerIntegrity, 'auditChain'>> {
  // Each entry is a transfer, both legs in one row: what one account is debited another is credited, unless the row is none of ours.
  const totals = await db
    .selectFrom('ledger_entry')
    .select((eb) => [
      eb.fn.countAll().as('entries'),
      sql<number>`coalesce(sum(case kind when ${sql.lit(accrual)} then points else 0 end), 0)`.as(
        'accrued',
      ),
      sql<number>`coalesce(sum(case kind when ${sql.lit(accrual)} then 0 else points end), 0)`.as(
        'reversed',
      ),
      sql<number>`coalesce(sum(case when points > 0 and kind in (0, 1) then 0 else 1 end), 0)`.as(
        'malformed',
      ),
    ])
    .executeTakeFirstOrThrow();
  const { rows: strays } = await sql<{ members: number }>`
    select count(*) as members from (
      select partner_no, member_no, expires_on, sum(points) as difference from (
        select partner_no, member_no, coalesce(expires_on, ${sql.lit(neverExpires)}) as expires_on, ${signed} as points
        from ledger_entry
        union all
        select partner_no, member_no, expires_on, -(available + pending + held + expired + spent) from lot
      ) movements group by partner_no, member_no, expires_on having sum(points) <> 0
    ) strays`.execute(db);
  const accrued = Number(totals.accrued);
  const reversed = Number(totals.reversed);
  return {
    balanced: Number(totals.malformed) === 0,
    entries: Number(totals.entries),
    debits: accrued + reversed,
    credits: reversed + accrued,
    balancesAgree: Number(strays[0]?.members ?? 0) === 0,
  };
}
