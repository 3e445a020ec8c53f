import { describe, expect, it } from 'vitest';
import { isTransientDatabaseFailure } from './database-failure.ts';
import { mysqlFailure } from './mysql-failure.ts';

describe('a failure of MySQL', () => {
  it.each([
    [1062, 'ER_DUP_ENTRY', "Duplicate entry 'erika@example.com' for key 'member.email'"],
    [
      1064,
      'ER_PARSE_ERROR',
      "You have an error in your SQL syntax near 'erika@example.com' at line 1",
    ],
    [1292, 'ER_TRUNCATED_WRONG_VALUE', "Incorrect datetime value: 'erika@example.com'"],
    [1366, 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD', "Incorrect integer value: 'erika@example.com'"],
    [1411, 'ER_WRONG_VALUE_FOR_TYPE', "Incorrect string value: 'erika@example.com' for function"],
    [1525, 'ER_WRONG_VALUE', "Incorrect DATE value: 'erika@example.com'"],
  ])('%i keeps the value that was refused to itself', (errno, code, sqlMessage) => {
    const { message } = mysqlFailure({ errno, code, sqlMessage }, 'before');

    expect(message).toBe(`MySQL ${String(errno)}: ${code}`);
  });

  it.each([
    [1317, 'ER_QUERY_INTERRUPTED'],
    [1028, 'ER_FILSORT_ABORT'],
    [1969, 'ER_STATEMENT_TIMEOUT'],
    [0, 'PROTOCOL_SEQUENCE_TIMEOUT'],
  ])('%i %s, which comes of too slow a statement, is worth another try later', (errno, code) => {
    const asked = { errno, code, sqlMessage: 'Query execution was interrupted' };

    expect(isTransientDatabaseFailure(mysqlFailure(asked, 'before'))).toBe(true);
    expect(mysqlFailure(asked, 'in-commit').kind).toBe('unknown-outcome');
  });

  it('says what is wrong where its text names no value', () => {
    const error = { errno: 1054, code: 'ER_BAD_FIELD_ERROR', sqlMessage: "Unknown column 'x'" };

    expect(mysqlFailure(error, 'before').message).toContain("Unknown column 'x'");
  });
});
