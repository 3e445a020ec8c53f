import { readFileSync } from 'node:fs';
import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  sql,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import { columnTypes } from './column-types.ts';
import { steps } from './migrations.ts';
import type { SchemaStep } from './migrations.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../../../../../package.json', import.meta.url), 'utf8'),
) as { version: string };

const compiler = new Kysely({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
});
const dialect = { engine: 'mysql' } as SqlDialect;

/** What the release before does not notice. An index is no data, so one may go. */
const additions = [
  /^create (?:table|index|unique index|trigger|view)\b/,
  /^drop index\b/,
  /^(?:insert|update)\b/,
  /^alter table \S+ add column (?!.*\bnot null\b)/,
  /^alter table \S+ add column .*\bdefault\b/,
  /^alter table \S+ alter column \S+ set default\b/,
];

/** What of a step takes something away without saying who read it last, or says a release that is not over. */
function takesAway(step: SchemaStep, release = version): string[] {
  const { lastReader, statements } = step;
  if (lastReader !== undefined)
    return isBefore(lastReader, release) ? [] : [`${lastReader} is not before ${release}`];
  return (statements?.(columnTypes(dialect, 'utf8mb4_0900_bin'), dialect) ?? [])
    .map((statement) => statement.compile(compiler).sql.trim().toLowerCase().replace(/\s+/g, ' '))
    .filter((text) => !additions.some((pattern) => pattern.test(text)));
}

function isBefore(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) < 0;
}

describe('the steps of the schema', () => {
  it.each(steps.map((step) => [step.name, step] as const))(
    '%s only adds, or names its last reader',
    (_, step) => {
      expect(takesAway(step)).toEqual([]);
    },
  );

  it.each([
    ['drops a column', 'alter table run drop column kind'],
    ['drops a table', 'drop table run'],
    ['renames', 'alter table run rename column kind to sort'],
    ['narrows a type', 'alter table run modify kind varchar(1)'],
    ['asks for a value', 'alter table run add column x int not null'],
    ['adds a rule', 'alter table run add constraint x check (kind <> 1)'],
    ['deletes rows', 'delete from run'],
  ])('one that %s is refused', (_, text) => {
    expect(takesAway({ name: 'x', statements: () => [sql.raw(text)] })).toHaveLength(1);
  });

  it.each([
    ['0.1.0', '0.2.0', 0],
    ['0.9.0', '0.10.0', 0],
    ['0.2.0', '0.2.0', 1],
    ['0.3.0', '0.2.0', 1],
  ])(
    'whose last reader is %s is done in release %s only when that is later',
    (lastReader, release, wrong) => {
      expect(takesAway({ name: 'x', lastReader }, release)).toHaveLength(wrong);
    },
  );

  it('stand in the order of their numbers, as the migrator does them', () => {
    const numbers = steps.map(({ name }) => name.slice(0, 3));

    expect(numbers.toSorted()).toEqual(numbers);
  });
});
