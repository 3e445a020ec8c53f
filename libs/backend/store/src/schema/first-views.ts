import { sql, type RawBuilder } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** What others may read by SQL: names and columns are promised, the tables below them are not. */
export function views(t: ColumnTypes): RawBuilder<unknown>[] {
  const partner = t.asText('p.id');
  const feed = t.asText('f.code');
  const runId = t.asText('r.id');
  const member = t.asText('e.member_no');
  // A bare literal would keep the collation of whoever migrated, and could then not be compared by anybody else.
  const account = (name: string) => t.asText(`'${name}'`);
  const legs = sql`from ledger_entry e join partner p on p.no = e.partner_no join feed f on f.no = e.feed_no
    join run r on r.no = e.run_no join bundle b on b.id = e.bundle_id`;
  const shared = sql`e.row_no as row_no, b.rule_version as rule_version`;
  const txn = sql`${partner} as partner, ${feed} as feed, ${t.asText('e.txn_id')} as txn_id`;
  return [
    sql`create view v_ledger as
      select ${txn}, ${member} as member, ${account('member:available')} as account,
        case e.kind when 1 then e.points else -e.points end as points, ${runId} as run_id, ${shared} ${legs}
      union all
      select ${txn}, null as member, ${account('partner:funding')} as account,
        case e.kind when 1 then -e.points else e.points end as points, ${runId} as run_id, ${shared} ${legs}`,
    sql`create view v_balance as
      select ${partner} as partner, ${t.asText('l.member_no')} as member, ${t.asText('b.bucket')} as bucket,
        sum(case b.bucket when 'available' then l.available when 'pending' then l.pending when 'held' then l.held
          when 'expired' then l.expired else l.spent end) as points
      from lot l join partner p on p.no = l.partner_no cross join (select 'available' as bucket union all select 'pending'
        union all select 'held' union all select 'expired' union all select 'spent') b
      group by p.id, l.member_no, b.bucket`,
    sql`create view v_run as
      select ${runId} as id, ${partner} as partner, ${feed} as feed, ${t.asText('i.bucket')} as bucket,
        ${t.asText('i.object_key')} as object_key, ${t.asText('i.sha256')} as sha256, ${t.asText('r.state')} as state,
        r.attempt as attempt, r.rows_read as rows_read, r.rows_posted as rows_posted, r.rows_unchanged as rows_unchanged,
        r.rows_duplicate as rows_duplicate, r.rows_conflict as rows_conflict, r.rows_rejected as rows_rejected,
        r.rows_skipped as rows_skipped
      from run r join partner p on p.no = r.partner_no join feed f on f.no = r.feed_no join inbound_file i on i.no = r.file_no
      where r.kind <> 'plan'`,
    sql`create view v_audit as
      select a.seq as seq, a.at as at, ${t.asText('a.actor')} as actor, ${t.asText('a.action')} as action,
        ${t.asText('a.object')} as object, ${t.asText('a.prev_hash')} as prev_hash, ${t.asText('a.hash')} as hash
      from audit_event a`,
  ];
}
