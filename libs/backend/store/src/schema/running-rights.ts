import type { Tables } from './tables.ts';

type Right = 'select' | 'insert' | 'update' | 'delete';

/** Written once; its triggers refuse anything else a second time. */
const kept: readonly Right[] = ['select', 'insert'];
const changed: readonly Right[] = [...kept, 'update'];
const removed: readonly Right[] = [...changed, 'delete'];

/** What the hub does with each table while it runs. Whoever makes a table says here what is done with it. */
export const runningRights: Readonly<Record<keyof Tables, readonly Right[]>> = {
  partner: changed,
  feed: changed,
  bundle: kept,
  rule_version: kept,
  rule_draft: removed,
  rule_test_run: kept,
  change_request: changed,
  backtest: kept,
  backtest_file: changed,
  backtest_row: kept,
  backtest_member: changed,
  change_trial: changed,
  trial_run: changed,
  trial_row: kept,
  inbound_file: changed,
  file_name_part: changed,
  run: changed,
  run_attempt: changed,
  run_event: kept,
  run_division: kept,
  run_part: changed,
  row_page: changed,
  row_error: changed,
  row_error_group: changed,
  member: changed,
  ledger_entry: kept,
  lot: changed,
  audit_event: kept,
  audit_head: ['select', 'update'],
  replay_plan: changed,
  replay: changed,
  replay_effect: changed,
  replay_movement: changed,
  bulk_replay_plan: changed,
  bulk_replay: changed,
  bulk_replay_run: changed,
  bulk_replay_feed: changed,
  idempotency: removed,
  job: changed,
  drift_event: changed,
  preference: changed,
  saved_view: removed,
};
