import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/**
 * All that a list filters and sorts runs by, beside the number of their file: a month of names is a hundred thousand files, whose runs
 * are then found and sorted in the index alone. In place of an index of the file alone, and written once a run and change of its state.
 */
export const runsOfFiles: SchemaStep = {
  name: '016-runs-of-files',
  statements: (_types, { engine }) => [
    engine === 'sqlite' ? sql`drop index run_of_file` : sql`drop index run_of_file on run`,
    sql`create index run_of_file on run (file_no, no, queued_at, state, kind, partner_no, feed_no, rows_rejected, duration_ms)`,
  ],
};
