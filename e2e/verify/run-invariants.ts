import type { Invariant } from './invariants.ts';

const finished = `('succeeded', 'partial', 'failed', 'cancelled', 'repaired')`;

export const runInvariants: readonly Invariant[] = [
  {
    id: 'I3',
    claim:
      'every row read has exactly one outcome: read = posted + unchanged + duplicate + conflict + rejected + skipped',
    check: async ({ sql }) =>
      (
        await sql.all(
          `select id, rows_read from v_run
           where rows_read <> rows_posted + rows_unchanged + rows_duplicate + rows_conflict + rows_rejected + rows_skipped`,
        )
      ).map((row) => JSON.stringify(row)),
  },
  {
    id: 'I3b',
    claim:
      'no run posted without an entry or member to show for it, and none has entries it does not count',
    check: async ({ sql }) => {
      // Two queries instead of a join: the views' ids have no index, and a join would compare every run with every entry.
      const booked = await sql.all(
        'select run_id, count(distinct row_no) booked_rows from v_ledger group by run_id',
      );
      const runs = await sql.all('select id, rows_posted from v_run');
      const posted = new Map(runs.map((row) => [row['id'], Number(row['rows_posted'])]));
      return booked
        .filter((row) => posted.get(row['run_id']) !== Number(row['booked_rows']))
        .map((row) => JSON.stringify({ ...row, rows_posted: posted.get(row['run_id']) ?? null }));
    },
  },
  {
    id: 'I13',
    claim:
      'no run is stuck: whatever is running has a lease that is alive or about to be taken over',
    check: async ({ sql }) => {
      const now =
        sql.engine === 'sqlite'
          ? `strftime('%Y-%m-%d %H:%M:%f', 'now', '-60 seconds')`
          : 'utc_timestamp(3) - interval 60 second';
      return (
        await sql.all(
          `select id, lease_until from run where state = 'running' and lease_until < ${now}`,
        )
      ).map((row) => JSON.stringify(row));
    },
  },
  {
    id: 'I15',
    claim: 'one file record per object version, and one first run per file',
    check: async ({ sql }) => {
      const files = await sql.all(
        `select bucket, object_key, count(*) files from inbound_file group by bucket, object_key, version having count(*) > 1`,
      );
      const runs = await sql.all(
        `select file_no, count(*) active from run where kind = 'file' and state not in ${finished} group by file_no having count(*) > 1`,
      );
      return [...files, ...runs].map((row) => JSON.stringify(row));
    },
  },
  {
    id: 'I17',
    claim: 'runs and files are only in states there are',
    check: async ({ sql }) =>
      (
        await sql.all(
          `select id, state from v_run where state not in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled', 'repaired')`,
        )
      ).map((row) => JSON.stringify(row)),
  },
  {
    id: 'I18',
    claim: 'bundles are frozen: the database refuses to change one',
    check: async ({ sql }) => {
      const [any] = await sql.all('select count(*) bundles from bundle');
      if (Number(any?.['bundles'] ?? 0) === 0) return [];
      const error = await sql.attempt(`update bundle set sha256 = 'x'`);
      return error === null ? ['was allowed: update bundle'] : [];
    },
  },
];
