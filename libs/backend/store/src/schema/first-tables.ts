import { sql, type RawBuilder } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

const idBytesMax = { transaction: 255, member: 128 } as const;

/** Partners, feeds, files and everything about runs. */
export function hubTables(t: ColumnTypes): RawBuilder<unknown>[] {
  return [
    sql`create table partner (
      no ${t.serial}, id ${t.key('id', 63)} not null, name ${t.text(200)} not null, name_folded ${t.text(200)} not null,
      state ${t.key('state', 16)} not null, time_zone ${t.text(64)} not null, contacts ${t.longText} not null,
      created_at ${t.instant} not null, updated_at ${t.instant} not null, unique (id)
    ) ${t.serialTable}`,
    sql`create table feed (
      no ${t.serial}, partner_no ${t.int} not null, id ${t.key('id', 127)} not null, code ${t.key('code', 63)} not null,
      name ${t.text(200)} not null, document_type ${t.key('document_type', 16)} not null, state ${t.key('state', 16)} not null,
      file_pattern ${t.text(200)} not null, unknown_members ${t.key('unknown_members', 16)} not null, bundle_id ${t.int} not null,
      created_at ${t.instant} not null, updated_at ${t.instant} not null, unique (partner_no, code), unique (id)
    ) ${t.serialTable}`,
    sql`create table bundle (
      id ${t.serial}, feed_no ${t.int} not null, version ${t.int} not null, sha256 ${t.key('sha256', 64)} not null,
      rule_version ${t.text(200)} not null, format ${t.longText} not null, rules ${t.longText},
      created_at ${t.instant} not null, unique (feed_no, version)
    ) ${t.serialTable}`,
    sql`create table inbound_file (
      no ${t.serial}, id ${t.key('id', 64)} not null, bucket ${t.key('bucket', 63)} not null,
      object_key ${t.key('object_key', 1024)} not null, version ${t.key('version', 1024)} not null,
      etag ${t.key('etag', 255)} not null, sequencer ${t.key('sequencer', 64)} not null, size_bytes ${t.big} not null,
      name ${t.text(1024)} not null, name_folded ${t.text(1024)} not null, partner_no ${t.int}, feed_no ${t.int},
      state ${t.key('state', 16)} not null, sha256 ${t.key('sha256', 64)}, problem ${t.longText},
      duplicate_of ${t.key('duplicate_of', 64)}, archive_bucket ${t.key('archive_bucket', 63)},
      archive_key ${t.key('archive_key', 1024)}, received_at ${t.instant} not null, archived_at ${t.instant},
      unique (id), unique (bucket, object_key, version)
    ) ${t.serialTable}`,
    runTable(t),
    sql`create table run_event (
      run_no ${t.int} not null, seq ${t.int} not null, at ${t.instant} not null, attempt ${t.int} not null,
      stage ${t.key('stage', 16)}, level ${t.key('level', 16)} not null, code ${t.key('code', 64)} not null,
      message ${t.longText} not null, primary key (run_no, seq)
    ) ${t.keyedTable}`,
    sql`create table row_page (
      run_no ${t.int} not null, first_row ${t.int} not null, last_row ${t.int} not null,
      posted ${t.int} not null, unchanged ${t.int} not null, duplicate ${t.int} not null,
      conflict ${t.int} not null, rejected ${t.int} not null, skipped ${t.int} not null,
      body ${t.bytes} not null, primary key (run_no, first_row)
    ) ${t.keyedTable}`,
    sql`create table row_error (
      run_no ${t.int} not null, row_no ${t.int} not null, partner_no ${t.int} not null, feed_no ${t.int} not null,
      line ${t.int} not null, outcome ${t.key('outcome', 16)} not null, state ${t.key('state', 16)} not null,
      code ${t.key('code', 64)} not null, name ${t.key('name', 64)} not null, column_name ${t.key('column_name', 1024)},
      problems ${t.longText} not null, cells ${t.longText} not null, raw_line ${t.longText} not null,
      created_at ${t.instant} not null, primary key (run_no, row_no)
    ) ${t.keyedTable}`,
  ];
}

function runTable(t: ColumnTypes): RawBuilder<unknown> {
  return sql`create table run (
    no ${t.serial}, id ${t.key('id', 64)} not null, kind ${t.key('kind', 16)} not null, file_no ${t.int} not null,
    feed_no ${t.int} not null, partner_no ${t.int} not null, bundle_id ${t.int} not null,
    rows_scope ${t.key('rows_scope', 16)} not null, original_run_no ${t.int}, state ${t.key('state', 16)} not null,
    attempt ${t.int} not null default 0, worker ${t.key('worker', 255)}, lease_until ${t.instant},
    cancel_requested ${t.int} not null default 0, progress_row ${t.int} not null default 0,
    rows_read ${t.int} not null default 0, rows_posted ${t.int} not null default 0, rows_unchanged ${t.int} not null default 0,
    rows_duplicate ${t.int} not null default 0, rows_conflict ${t.int} not null default 0,
    rows_rejected ${t.int} not null default 0, rows_skipped ${t.int} not null default 0,
    points_accrued ${t.big} not null default 0, points_reversed ${t.big} not null default 0, rows_total ${t.int},
    problem ${t.longText}, stages ${t.longText} not null, events ${t.int} not null default 0,
    queued_at ${t.instant} not null, started_at ${t.instant}, finished_at ${t.instant},
    duration_ms ${t.big} not null default 0, unique (id)
  ) ${t.serialTable}`;
}

/** Members, ledger, lots, audit, replays, idempotency. */
export function pointsTables(t: ColumnTypes): RawBuilder<unknown>[] {
  const txnId = t.key('txn_id', idBytesMax.transaction);
  const memberNo = t.key('member_no', idBytesMax.member);
  return [
    sql`create table member (
      partner_no ${t.int} not null, member_no ${memberNo} not null, state ${t.key('state', 16)} not null,
      name ${t.text(400)}, email ${t.text(320)}, job_title ${t.text(400)}, department ${t.text(400)},
      hired_on ${t.int}, born_on ${t.int}, content_hash ${t.big},
      created_at ${t.instant} not null, updated_at ${t.instant} not null, primary key (partner_no, member_no)
    ) ${t.keyedTable}`,
    sql`create table ledger_entry (
      run_no ${t.int} not null, row_no ${t.int} not null, kind ${t.int} not null, feed_no ${t.int} not null,
      partner_no ${t.int} not null, txn_id ${txnId} not null, revision ${t.int} not null, member_no ${memberNo} not null,
      points ${t.big} not null, occurred_on ${t.int} not null, expires_on ${t.int}, bundle_id ${t.int} not null,
      clauses ${t.text(1000)} not null, content_hash ${t.big} not null, posted_at ${t.instant} not null,
      primary key (run_no, row_no, kind), unique (feed_no, txn_id, revision, kind), check (points > 0), check (kind in (0, 1))
    ) ${t.keyedTable}`,
    sql`create table lot (
      partner_no ${t.int} not null, member_no ${memberNo} not null, expires_on ${t.int} not null,
      available ${t.big} not null default 0, pending ${t.big} not null default 0, held ${t.big} not null default 0,
      expired ${t.big} not null default 0, spent ${t.big} not null default 0, primary key (partner_no, member_no, expires_on)
    ) ${t.keyedTable}`,
    sql`create table audit_event (
      seq ${t.int} not null primary key, at ${t.instant} not null, actor ${t.key('actor', 255)} not null,
      action ${t.key('action', 64)} not null, object ${t.key('object', 255)} not null, detail ${t.longText} not null,
      prev_hash ${t.key('prev_hash', 64)} not null, hash ${t.key('hash', 64)} not null
    ) ${t.serialTable}`,
    sql`create table audit_head (
      id ${t.int} not null primary key, seq ${t.int} not null, hash ${t.key('hash', 64)} not null
    ) ${t.serialTable}`,
    ...replayTables(t, memberNo),
    sql`create table idempotency (
      caller ${t.key('caller', 255)} not null, operation ${t.key('operation', 64)} not null,
      idem_key ${t.key('idem_key', 255)} not null, request_hash ${t.key('request_hash', 64)} not null,
      claimed_at ${t.instant} not null, status ${t.int}, headers ${t.longText}, body ${t.longText},
      primary key (caller, operation, idem_key)
    ) ${t.keyedTable}`,
  ];
}

function replayTables(t: ColumnTypes, memberNo: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`create table replay_plan (
      no ${t.serial}, id ${t.key('id', 64)} not null, original_run_no ${t.int} not null,
      plan_run_id ${t.key('plan_run_id', 64)} not null, rows_scope ${t.key('rows_scope', 16)} not null,
      rules ${t.key('rules', 16)} not null, bundle_id ${t.int} not null, created_at ${t.instant} not null,
      expires_at ${t.instant} not null, used_by ${t.key('used_by', 64)}, unique (id)
    ) ${t.serialTable}`,
    sql`create table replay (
      no ${t.serial}, id ${t.key('id', 64)} not null, plan_no ${t.int} not null, run_id ${t.key('run_id', 64)} not null,
      reason ${t.text(1000)} not null, requested_by ${t.text(255)} not null, created_at ${t.instant} not null,
      checksum_before ${t.longText}, checksum_after ${t.longText}, unique (id), unique (run_id)
    ) ${t.serialTable}`,
    sql`create table replay_effect (
      run_no ${t.int} not null primary key, inserted ${t.int} not null, unchanged ${t.int} not null,
      reversed ${t.int} not null, conflict ${t.int} not null, rejected ${t.int} not null,
      skipped ${t.int} not null, points_delta ${t.big} not null
    ) ${t.serialTable}`,
    sql`create table replay_movement (
      run_no ${t.int} not null, member_no ${memberNo} not null, points_delta ${t.big} not null,
      primary key (run_no, member_no)
    ) ${t.keyedTable}`,
  ];
}
