import { createHash } from 'node:crypto';
import type { Database } from '@waybill/store';
import { openRawSql } from '@waybill/store/testing/raw-sql';

const rowsAtOnce = 100_000;

/** What a run has left, as SHA-256 of each table without the times: all transfers, balances, members, row errors and outcomes of rows. */
export async function booksHashed(
  databaseUrl: string,
  db: Database,
  runId: string,
): Promise<Record<string, string>> {
  const raw = await openRawSql(databaseUrl);
  const hashed = async (table: string, columns: string, order: string) => {
    const hash = createHash('sha256');
    for (let offset = 0; ; offset += rowsAtOnce) {
      const page = `limit ${rowsAtOnce} offset ${offset}`;
      const rows = await raw.rows(
        `select concat_ws('|', ${columns}) as line from ${table} order by ${order} ${page}`,
      );
      for (const { line } of rows) hash.update(`${String(line)}\n`);
      if (rows.length < rowsAtOnce) return hash.digest('hex');
    }
  };
  try {
    return {
      transfers: await hashed(
        'ledger_entry',
        'run_no, row_no, kind, feed_no, txn_id, revision, member_no, points, occurred_on, expires_on, bundle_id, clauses, content_hash',
        'run_no, row_no, kind',
      ),
      balances: await hashed(
        'lot',
        'partner_no, member_no, expires_on, available',
        'partner_no, member_no, expires_on',
      ),
      members: await hashed('member', 'partner_no, member_no, state', 'partner_no, member_no'),
      rowErrors: await hashed(
        'row_error',
        'run_no, row_no, line, outcome, state, problems, cells, raw_line, txn_id, member_no',
        'run_no, row_no',
      ),
      outcomes: await outcomesHashed(db, runId),
    };
  } finally {
    await raw.close();
  }
}

async function outcomesHashed(db: Database, runId: string): Promise<string> {
  const hash = createHash('sha256');
  let cursor: string | undefined;
  do {
    const page = await db.runs.rows(runId, { limit: 40_000, cursor });
    for (const row of page.items) hash.update(JSON.stringify(row));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return hash.digest('hex');
}
