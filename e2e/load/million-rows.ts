import { aRowProblem } from '@waybill/contracts/testing';
import type { RawSql } from '@waybill/store/testing/raw-sql';

const partners = 10;
const problems = JSON.stringify([aRowProblem({ code: 'TYPE-003' })]).replaceAll("'", '’');
const times = 10_000;
/** More than there are of what made the partners and feeds. */
const eventsBefore = 1_000;

/** Six digits, so that one statement makes up to a million rows on either database. */
const numbers = `with d as (select 0 as n union all select 1 union all select 2 union all select 3 union all select 4
  union all select 5 union all select 6 union all select 7 union all select 8 union all select 9),
  numbers as (select a.n + 10 * b.n + 100 * c.n + 1000 * e.n + 10000 * f.n + 100000 * g.n + 1 as n
    from d a, d b, d c, d e, d f, d g)`;

/** A name of files from each of its six words on: `purchases 2026 03 01 77777 csv`. */
const nameParts = `insert into file_name_part (part, file_no) select part, no from (
  ${[2, 12, 17, 20, 23].map((start) => `select substr(name_words, ${start}) as part, no from inbound_file`).join(' union all ')}
  union all select 'csv', no from inbound_file) parts order by part, no`;

function oneOf(values: readonly string[], number = 'n'): string {
  const cases = values.map((value, index) => `when ${index} then '${value}'`).join(' ');
  return `case ${number} % ${values.length} ${cases} end`;
}

/**
 * Fills a migrated hub with that many files, runs, row errors, members and entries of ten partners, by statements over sets: what
 * their lists and counts read, and nothing else.
 */
export async function fillWithRows(raw: RawSql, rows: number): Promise<void> {
  await raw.run(`create table bench_time (n integer primary key, at varchar(23) not null)`);
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  for (let first = 0; first < times; first += 1000) {
    const values = Array.from({ length: 1000 }, (_, index) => {
      const at = new Date(start + (first + index) * 2_700_000).toISOString().slice(0, 23);
      return `(${first + index}, '${at.replace('T', ' ')}')`;
    });
    await raw.run(`insert into bench_time values ${values.join(',')}`);
  }
  const n = 'numbers.n';
  // What has a higher number came later.
  const perTime = Math.max(1, Math.ceil(rows / times));
  const from = (number: string) =>
    `from numbers join bench_time t on t.n = (${number} - 1 - (${number} - 1) % ${perTime}) / ${perTime}
      where ${n} <= ${rows} order by ${n}`;
  const some = from(n);
  const partner = `(${n} % ${partners} + 1)`;
  // One run in a hundred has a hundred rows and entries, of its own partner and feed and at its time.
  const run = `(${n} % ${Math.ceil(rows / 100)} * 100 + ${n} % 10 + 10)`;
  const hasRows = `${n} % 100 = 10 + (${n} - ${n} % 100) / 100 % 10`;
  for (const statement of [
    `insert into inbound_file (no, id, bucket, object_key, version, etag, sequencer, size_bytes, name, name_words, partner_no, feed_no, state, sha256, received_at)
      ${numbers} select ${n}, concat('file_', ${n}), 'waybill-archive', concat('k/', ${n}), '1', '1', '', ${n} * 7919 % 1000003,
      concat('purchases-', substr(t.at, 1, 10), '-', ${n}, '.csv'), concat(' purchases ', replace(substr(t.at, 1, 10), '-', ' '), ' ', ${n}, ' csv'),
      ${partner}, ${partner}, ${oneOf(['archived', 'archived', 'archived', 'archived', 'duplicate', 'unassigned', 'quarantined'], n)},
      null, t.at ${some}`,
    nameParts,
    `insert into run (no, id, kind, file_no, feed_no, partner_no, bundle_id, rows_scope, state, attempt, rows_read, rows_posted, rows_rejected, points_accrued, stages, queued_at, started_at, finished_at, duration_ms)
      ${numbers} select ${n}, concat('run_', ${n}), 'file', ${n}, ${partner}, ${partner}, ${partner}, 'all',
      ${oneOf(['succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded', 'partial', 'partial', 'failed', 'cancelled', 'repaired', 'succeeded'], n)},
      1, 100, 90, ${n} * 31 % 97, case when ${hasRows} then 5000 else 0 end, '[]', t.at, t.at, t.at, ${n} * 7919 % 1000003 ${some}`,
    `insert into member (partner_no, member_no, state, name, created_at, updated_at)
      ${numbers} select ${partner}, concat('E', ${n}), ${oneOf(['active', 'active', 'active', 'closed'], n)},
      concat('Member ', ${n}), t.at, t.at ${some}`,
    `insert into row_error (run_no, row_no, partner_no, feed_no, line, outcome, state, code, name, problems, cells, raw_line, txn_id, member_no, created_at)
      ${numbers} select ${run}, ${n}, ${partner}, ${partner}, 2, 'rejected',
      ${oneOf(['open', 'open', 'resolved', 'ignored', 'replayed'], n)}, ${oneOf(['TYPE-003', 'REF-001', 'REQ-001'], n)}, 'wrong',
      '${problems}', '{"columns":["a"],"cells":["x"]}', 'x', concat('T', ${n}), concat('E', ${n} % 50000), t.at ${from(run)}`,
    `insert into row_error_group (run_no, found_at, code, column_name, state, partner_no, feed_no, name, first_row, rows_alike)
      select run_no, created_at, code, '', state, min(partner_no), min(feed_no), min(name), min(row_no), count(*)
      from row_error group by run_no, created_at, code, state`,
    `insert into ledger_entry (run_no, row_no, kind, feed_no, partner_no, txn_id, revision, member_no, points, occurred_on, bundle_id, clauses, content_hash, posted_at)
      ${numbers} select ${run}, ${n}, 0, ${partner}, ${partner}, concat('T', ${n}), 0, concat('E', ${n} % 50000),
      100, 20400 + ${n} % 300, ${partner}, '[]', ${n}, t.at ${from(run)}`,
    `insert into audit_event (seq, at, actor, action, object, detail, prev_hash, hash)
      ${numbers} select ${n} + ${eventsBefore}, t.at, ${oneOf(['person:support', 'person:admin', 'machine:waybill'], n)},
      ${oneOf(['file.received', 'run.finished', 'file.assigned', 'row-errors.resolved'], n)}, concat('run_', ${n}), '{}', '', '' ${some}`,
    `update audit_head set seq = ${rows + eventsBefore}`,
    `drop table bench_time`,
  ]) {
    await raw.run(statement);
  }
}
