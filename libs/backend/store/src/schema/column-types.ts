import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../dialect/sql-dialect.ts';

type Fragment = RawBuilder<unknown>;

/** Column types and table endings of one database, so that a migration is written once. */
export interface ColumnTypes {
  /** An increasing number that the database gives out; the primary key. */
  serial: Fragment;
  int: Fragment;
  big: Fragment;
  /** Ids, codes and hashes: compared byte by byte, at most that many bytes. */
  key(column: string, bytes: number): Fragment;
  text(characters: number): Fragment;
  longText: Fragment;
  bytes: Fragment;
  instant: Fragment;
  /** After the closing bracket of a table with a serial, and of one whose rows lie in the order of a key of several columns. */
  serialTable: Fragment;
  keyedTable: Fragment;
  /** A key column as a text that still compares byte by byte, for the views. */
  asText(expression: string): Fragment;
}

/** `binaryCollation`: one that neither folds nor pads; its name differs between MySQL and MariaDB. */
export function columnTypes(dialect: SqlDialect, binaryCollation: string): ColumnTypes {
  return dialect.engine === 'sqlite' ? sqliteTypes : mysqlTypes(binaryCollation);
}

const sqliteTypes: ColumnTypes = {
  serial: sql`integer primary key autoincrement`,
  int: sql`integer`,
  big: sql`integer`,
  key: (column, bytes) => sql`text check (octet_length(${sql.ref(column)}) <= ${sql.lit(bytes)})`,
  text: () => sql`text`,
  longText: sql`text`,
  bytes: sql`blob`,
  instant: sql`text`,
  serialTable: sql`strict`,
  keyedTable: sql`strict, without rowid`,
  asText: (expression) => sql.raw(expression),
};

function mysqlTypes(binaryCollation: string): ColumnTypes {
  const table = sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`;
  const collation = sql.raw(binaryCollation);
  return {
    serial: sql`int unsigned not null auto_increment primary key`,
    int: sql`int`,
    big: sql`bigint`,
    key: (_column, bytes) => sql`varbinary(${sql.lit(bytes)})`,
    text: (characters) => sql`varchar(${sql.lit(characters)})`,
    longText: sql`mediumtext`,
    bytes: sql`mediumblob`,
    instant: sql`datetime(3)`,
    serialTable: table,
    keyedTable: table,
    asText: (expression) => sql`convert(${sql.raw(expression)} using utf8mb4) collate ${collation}`,
  };
}
