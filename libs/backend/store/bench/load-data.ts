import { createConnection } from 'mysql2/promise';
import { Readable } from 'node:stream';

/** LOAD DATA LOCAL of purchases into a bare table with a primary key and two more, as people would design it. */
export async function loadData(url: string, rows: number): Promise<void> {
  const connection = await createConnection({ uri: url, flags: ['LOCAL_FILES'] });
  await connection.query(`create table purchase (
    txn_id varbinary(64) primary key, member_no varbinary(64) not null, occurred_on date not null, amount decimal(12, 2) not null,
    currency char(3) not null, store varchar(20) not null, category varchar(20) not null, points int not null, run_no int not null,
    row_no int not null, posted_at datetime(3) not null, key (member_no), key (run_no, row_no))`);
  await connection.query({
    sql: `load data local infile 'rows' into table purchase character set utf8mb4 fields terminated by ',' lines terminated by '\\n'`,
    infileStreamFactory: () => Readable.from(lines(rows)),
  });
  await connection.end();
}

function* lines(rows: number): Generator<Buffer> {
  const perChunk = 1_000;
  for (let start = 1; start <= rows; start += perChunk) {
    const chunk = Array.from({ length: Math.min(perChunk, rows - start + 1) }, (_, index) =>
      lineOf(start + index),
    );
    yield Buffer.from(chunk.join(''));
  }
}

function lineOf(row: number): string {
  const txn = `TX-2026-${String(row).padStart(9, '0')}`;
  const member = `E${String(((row * 2_654_435_761) % 4_294_967_296) % 50_000).padStart(7, '0')}`;
  const day = String(1 + (row % 28)).padStart(2, '0');
  return `${txn},${member},2026-11-${day},${String(row % 900)}.50,EUR,store-${String(row % 90)},shoes,${String(1 + (row % 500))},1,${String(row)},2026-11-03 06:00:00.000\n`;
}
