import type { Balance, BalanceBucket } from '@waybill/contracts';
import { sql } from 'kysely';
import { calendarDate, columnTime } from '../column-time.ts';
import type { Session } from '../session.ts';
import { accrual, neverExpires } from './entry-kinds.ts';
import { memberKeyOf } from './member-id.ts';

interface LotSums {
  expires_on: number;
  available: number;
  pending: number;
  held: number;
  expired: number;
  spent: number;
}

/**
 * What the ledger says, at present from the lots, at an earlier time from the entries booked until then. A lot past its day stays
 * available until an expiration is booked: buckets change by entries only, never by the clock, so they can always be proved.
 */
export async function balanceOf(
  session: Session,
  memberId: string,
  asOf: Date | null,
  now: Date,
): Promise<Balance> {
  const lots = await (asOf === null ? lotsNow(session, memberId) : lotsAt(session, memberId, asOf));
  const sum = (bucket: BalanceBucket) => lots.reduce((total, lot) => total + lot[bucket], 0);
  return {
    member: memberId,
    asOf: (asOf ?? now).toISOString(),
    buckets: {
      available: sum('available'),
      pending: sum('pending'),
      held: sum('held'),
      expired: sum('expired'),
      spent: sum('spent'),
    },
    lots: lots
      .filter(({ available }) => available !== 0)
      .map(({ expires_on, available }) => ({
        expiresOn: expires_on === neverExpires ? null : calendarDate(expires_on),
        available,
      })),
  };
}

async function lotsNow({ db }: Session, memberId: string): Promise<LotSums[]> {
  const { partner, memberNo } = memberKeyOf(memberId);
  return db
    .selectFrom('lot')
    .innerJoin('partner', 'partner.no', 'lot.partner_no')
    .select(['expires_on', 'available', 'pending', 'held', 'expired', 'spent'])
    .where('partner.id', '=', partner)
    .where('member_no', '=', memberNo)
    .orderBy('expires_on')
    .execute();
}

async function lotsAt({ db }: Session, memberId: string, asOf: Date): Promise<LotSums[]> {
  const { partner, memberNo } = memberKeyOf(memberId);
  const expiresOn = sql<number>`coalesce(expires_on, ${sql.lit(neverExpires)})`;
  const signed = sql`case kind when ${sql.lit(accrual)} then points else -points end`;
  const rows = await db
    .selectFrom('ledger_entry')
    .innerJoin('partner', 'partner.no', 'ledger_entry.partner_no')
    .select([expiresOn.as('expires_on'), sql<number>`sum(${signed})`.as('available')])
    .where('partner.id', '=', partner)
    .where('member_no', '=', memberNo)
    .where('posted_at', '<=', columnTime(asOf))
    .groupBy(expiresOn)
    .orderBy(expiresOn)
    .execute();
  return rows.map((row) => ({
    expires_on: row.expires_on,
    available: Number(row.available),
    pending: 0,
    held: 0,
    expired: 0,
    spent: 0,
  }));
}
