import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** The backtest that a change request rests on, or why it rests on none. */
export const backtestEvidence: SchemaStep = {
  name: '019-backtest-evidence',
  statements: (t) => [
    sql`alter table change_request add column backtest_no ${t.int}`,
    sql`alter table change_request add column no_backtest_because ${t.text(1000)}`,
    sql`update change_request set no_backtest_because = 'It was made before a backtest was asked for.'`,
  ],
};
