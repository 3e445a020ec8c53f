import { createHash } from 'node:crypto';
import type { Sql } from '../fixtures/sql.ts';

/** SHA-256 over every transfer and every balance of a hub, in an order of their own: two hubs with the same one have the same ledger. */
export async function ledgerDigest(sql: Sql): Promise<string> {
  const transfers = await sql.all(
    'select partner, feed, txn_id, member, account, points, run_id, row_no, rule_version from v_ledger',
  );
  const balances = await sql.all('select partner, member, bucket, points from v_balance');
  const hash = createHash('sha256');
  for (const line of [...linesOf('transfer', transfers), ...linesOf('balance', balances)])
    hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Numbers come as text from one database and as numbers from the other. */
function linesOf(what: string, rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return rows.map((row) => [what, ...Object.values(row).map(String)].join('\t')).sort();
}
