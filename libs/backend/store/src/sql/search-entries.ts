import type { Tenant } from '../nouns/partners.ts';
import type { Found } from '../nouns/search.ts';
import { placeOf, rowId } from '../row-ids.ts';
import type { Session } from '../session.ts';
import { ofPartner } from './conditions.ts';
import { kindOf } from './entry-kinds.ts';

/** By its whole id, or by the whole id of its transaction: the ledger has no further index, since booking is what the hub waits for. */
export async function findEntries(
  { db }: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  const place = placeOf('ent', text);
  let feeds = db.selectFrom('feed').select('feed.no');
  if (tenant !== null) feeds = feeds.where(ofPartner('feed.partner_no', tenant));
  const page = db
    .selectFrom('ledger_entry')
    .select(['run_no', 'row_no', 'kind', 'points', 'partner_no', 'member_no', 'txn_id'])
    // The unique key begins with the feed; naming the feeds lets it be used, and keeps to a client's own.
    .where('feed_no', 'in', feeds)
    .where((eb) =>
      place === null
        ? eb('txn_id', '=', text)
        : eb.and({ run_no: place.runNo, row_no: place.rowNo, kind: place.part }),
    );
  const rows = await db
    .selectFrom(page.limit(limit).as('entry'))
    .innerJoin('partner', 'partner.no', 'entry.partner_no')
    .selectAll('entry')
    .select('partner.id as partner_id')
    .orderBy('entry.run_no', 'desc')
    .orderBy('entry.row_no', 'desc')
    .execute();
  return rows.map((row) => ({
    kind: 'entry',
    id: rowId('ent', { runNo: row.run_no, rowNo: row.row_no, part: row.kind }),
    name: row.txn_id,
    about: [
      `${kindOf(row.kind)} of ${String(row.points)} points`,
      `${row.partner_id}:${row.member_no}`,
    ],
  }));
}
