import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { afterAll, describe, expect, it } from 'vitest';
import { startMariaDb } from './mariadb.ts';

const dir = mkdtempSync(join(tmpdir(), 'waybill-mariadb-spec-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('a private MariaDB', () => {
  it('is strict, in UTC and READ COMMITTED, and keeps its data over a restart', async () => {
    const first = await startMariaDb({ dir, flushLogAtCommit: 1 });
    const connection = await mysql.createConnection(first.url);
    const [rows] = await connection.query(
      `select @@sql_mode like '%STRICT_ALL_TABLES%' strict, @@tx_isolation isolation,
        @@time_zone zone, @@collation_database collation, @@innodb_flush_log_at_trx_commit flush_log`,
    );
    await connection.query('create table kept (id int primary key)');
    await connection.end();
    await first.stop();

    const second = await startMariaDb({ dir });
    const again = await mysql.createConnection(second.url);
    const [tables] = await again.query('show tables');
    await again.end();
    await second.stop();

    expect(rows).toEqual([
      {
        strict: 1,
        isolation: 'READ-COMMITTED',
        zone: '+00:00',
        collation: 'utf8mb4_bin',
        flush_log: 1,
      },
    ]);
    expect(tables).toEqual([{ Tables_in_waybill: 'kept' }]);
    expect(isAlive(first.pid)).toBe(false);
    expect(isAlive(second.pid)).toBe(false);
    expect(existsSync(join(dir, 'data'))).toBe(true);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
