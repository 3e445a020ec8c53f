import type { MemberHistory } from '@waybill/contracts';
import { sql } from 'kysely';
import type { Session } from '../session.ts';
import { ofPartner } from './conditions.ts';
import { accrual } from './entry-kinds.ts';
import { memberKeyOf } from './member-id.ts';

/** The days of a member, summed by the database; the balance runs along with them. */
export async function historyOf({ db }: Session, memberId: string): Promise<MemberHistory['days']> {
  const { partner, memberNo } = memberKeyOf(memberId);
  const day = sql<string>`substr(cast(posted_at as char), 1, 10)`;
  const sumOf = (isAccrual: 0 | 1) =>
    sql<number>`sum(case when (kind = ${sql.lit(accrual)}) = ${sql.lit(isAccrual)} then points else 0 end)`;
  const rows = await db
    .selectFrom('ledger_entry')
    .select([day.as('day'), sumOf(1).as('accrued'), sumOf(0).as('reversed')])
    .where(ofPartner('partner_no', partner))
    .where('member_no', '=', memberNo)
    .groupBy(day)
    .orderBy(day)
    .execute();
  let balance = 0;
  return rows.map((row) => {
    const [accrued, reversed] = [Number(row.accrued), Number(row.reversed)];
    balance += accrued - reversed;
    return { day: row.day, accrued, reversed, balance };
  });
}
