import { parse } from 'csv-parse';
import type { Pool, PoolConnection } from 'mysql2/promise';
import { createReadStream } from 'node:fs';
import { jsonRules } from './five-rules.ts';

/**
 * The script that people write for this job: csv-parse, json-rules-engine, mysql2. It keeps a ledger row and a balance a member,
 * no row outcomes, no double entry, no resumption; the comparison is kind to it.
 */
export async function createTables(pool: Pool): Promise<void> {
  await pool.query('drop table if exists script_ledger, script_member');
  await pool.query(
    `create table script_ledger (txn_id varbinary(64) primary key, member_id varbinary(64) not null, txn_date date not null,
       amount decimal(12,2) not null, points int not null, store varchar(64), note varchar(1024), key (member_id), key (txn_date))`,
  );
  await pool.query(
    'create table script_member (member_id varbinary(64) primary key, points bigint not null)',
  );
}

interface Purchase {
  txn_id: string;
  member_id: string;
  txn_date: string;
  amount: string;
  qty: string;
  store: string;
  note: string;
}

type LedgerRow = [string, string, string, string, number, string, string];

/** Loads at most `rowsMax` rows, `batch` rows a statement (1: row by row). Returns rows and seconds. */
export async function loadByScript(
  pool: Pool,
  path: string,
  batch: number,
  rowsMax = Infinity,
): Promise<{ rows: number; seconds: number }> {
  const pointsOf = jsonRules();
  const started = performance.now();
  let rows = 0;
  let pending: LedgerRow[] = [];
  for await (const purchase of createReadStream(path).pipe(
    parse({ columns: true }),
  ) as AsyncIterable<Purchase>) {
    if (rows >= rowsMax) break;
    rows += 1;
    const amount = Number(purchase.amount);
    if (Number.isNaN(amount)) continue;
    const points = await pointsOf({
      cents: Math.round(amount * 100),
      quantity: Number(purchase.qty),
      store: purchase.store,
    });
    if (points === null || points === 0) continue;
    pending.push([
      purchase.txn_id,
      purchase.member_id,
      purchase.txn_date,
      purchase.amount,
      points,
      purchase.store,
      purchase.note,
    ]);
    if (pending.length >= batch) {
      await write(pool, pending);
      pending = [];
    }
  }
  if (pending.length > 0) await write(pool, pending);
  return { rows, seconds: (performance.now() - started) / 1000 };
}

async function write(pool: Pool, rows: LedgerRow[]): Promise<void> {
  const connection: PoolConnection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.query(
      `insert into script_ledger values ? on duplicate key update points = values(points)`,
      [rows],
    );
    await connection.query(
      `insert into script_member values ? on duplicate key update points = points + values(points)`,
      [rows.map(([, member, , , points]) => [member, points])],
    );
    await connection.commit();
  } finally {
    connection.release();
  }
}
