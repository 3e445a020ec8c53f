import { describe, expect, it } from 'vitest';
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

  it('says what is wrong where its text names no value', () => {
    const error = { errno: 1054, code: 'ER_BAD_FIELD_ERROR', sqlMessage: "Unknown column 'x'" };

    expect(mysqlFailure(error, 'before').message).toContain("Unknown column 'x'");
  });
});
