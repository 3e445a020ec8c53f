import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { BulkStatement } from './bulk-write.ts';

/** All that differs between the databases, once they run behind Kysely. Nothing outside this folder asks which one it is. */
export interface SqlDialect {
  readonly engine: 'sqlite' | 'mysql';
  /** The database's clock, in the form of a time column. */
  now(): RawBuilder<string>;
  nowPlusSeconds(seconds: number): RawBuilder<string>;
  /** Whole milliseconds by the database's clock since a time column, at least 0. */
  millisecondsSince(column: string): RawBuilder<number>;
  /** What follows `in` for any number of values, as one parameter. */
  anyOf(values: readonly (string | number)[]): RawBuilder<unknown>;
  /** A table to select from, without an index that the planner would take for the faster one and is not. */
  without<Table extends keyof Tables>(index: string, table: Table): Table;
  /** Locks the rows read until the transaction ends; with `skipLocked`, rows another transaction holds are passed over. */
  forUpdate<Db, Table extends keyof Db, Row>(
    query: SelectQueryBuilder<Db, Table, Row>,
    mode?: 'wait' | 'skip-locked',
  ): SelectQueryBuilder<Db, Table, Row>;
  /** The text of a bulk write; its only parameter is a `RowBatch`. */
  bulkText(statement: BulkStatement): string;
}
