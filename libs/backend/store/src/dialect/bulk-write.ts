import { CompiledQuery } from 'kysely';
import type { Session } from '../session.ts';
import { isDuplicate } from './database-failure.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Many rows as one parameter: MySQL expands it into one statement, SQLite runs a prepared statement per row, all or none. */
export class RowBatch {
  readonly rows: readonly (readonly unknown[])[];

  constructor(rows: readonly (readonly unknown[])[]) {
    this.rows = rows;
  }
}

/** An insert of many rows; names come from code, never from input. */
export interface BulkStatement {
  table: string;
  columns: readonly string[];
  /** What happens to a row whose key is there already. Absent: the whole write fails with `duplicate`. */
  onConflict?: {
    key: readonly string[];
    /** Columns increased atomically by the new values. */
    add?: readonly string[];
    /** Columns that take the new values. All other columns keep theirs. */
    replace?: readonly string[];
  };
}

const rowsPerStatement = 5_000;
/** In UTF-16 units; a quarter of MariaDB's `max_allowed_packet` (MySQL 8 takes four times that), since UTF-8 and escaping lengthen texts. */
const textPerStatement = 4_000_000;

export type BulkWriter = (session: Session, rows: readonly (readonly unknown[])[]) => Promise<void>;

/**
 * Writes many rows past Kysely's builder, whose compilation of one node per value costs more than the database does.
 * Rows must come sorted by key: writers that lock in one order cannot deadlock. All rows are written or none.
 */
export function bulkWriter(statement: BulkStatement): BulkWriter {
  const texts = new Map<SqlDialect, string>();
  return async (session, rows) => {
    const text = texts.get(session.dialect) ?? session.dialect.bulkText(statement);
    texts.set(session.dialect, text);
    const chunks = [...chunksOf(rows)];
    const write = async ({ db }: Session) => {
      for (const chunk of chunks) {
        await db.executeQuery(CompiledQuery.raw(text, [new RowBatch(chunk)]));
      }
    };
    if (chunks.length <= 1) await write(session);
    else await session.atomically((tx) => allOrNone(tx, write));
  };
}

/** After a deadlock MySQL has rolled everything back and forgotten the savepoint; only a taken key leaves the transaction usable. */
async function allOrNone(tx: Session, work: (tx: Session) => Promise<void>): Promise<void> {
  const run = (text: string) => tx.db.executeQuery(CompiledQuery.raw(text));
  await run('savepoint bulk');
  try {
    await work(tx);
  } catch (error) {
    if (isDuplicate(error)) await run('rollback to savepoint bulk');
    throw error;
  }
  await run('release savepoint bulk');
}

function* chunksOf(
  rows: readonly (readonly unknown[])[],
): Generator<readonly (readonly unknown[])[]> {
  let start = 0;
  let size = 0;
  for (const [index, row] of rows.entries()) {
    const rowSize = sizeOf(row);
    if (index > start && (index - start >= rowsPerStatement || size + rowSize > textPerStatement)) {
      yield rows.slice(start, index);
      start = index;
      size = 0;
    }
    size += rowSize;
  }
  if (start < rows.length) yield start === 0 ? rows : rows.slice(start);
}

function sizeOf(row: readonly unknown[]): number {
  let size = row.length * 8;
  for (const value of row) {
    if (typeof value === 'string') size += value.length;
    else if (value instanceof Uint8Array) size += value.length * 2;
  }
  return size;
}
