import type { Invariant, World } from './invariants.ts';

/** Rows of a query that must be empty, each said in a line. */
async function violations({ sql }: World, query: string, limit = 20): Promise<string[]> {
  return (await sql.all(`${query} limit ${limit}`)).map((row) => JSON.stringify(row));
}

export const ledgerInvariants: readonly Invariant[] = [
  {
    id: 'I1',
    claim:
      'a transaction is booked once: per partner, feed and id at most one accrual that is not reversed',
    check: (world) =>
      violations(
        world,
        `select partner, feed, txn_id, sum(case when points > 0 then 1 else 0 end) accruals, sum(case when points < 0 then 1 else 0 end) reversals
         from v_ledger where member is not null group by partner, feed, txn_id
         having sum(case when points > 0 then 1 else 0 end) > 1 + sum(case when points < 0 then 1 else 0 end)`,
      ),
  },
  {
    id: 'I4a',
    claim: 'every balance equals the sum of its entries',
    check: (world) =>
      violations(
        world,
        `select partner, member, sum(points) difference from (
           select partner, member, points from v_ledger where member is not null
           union all
           select partner, member, -points from v_balance where bucket in ('available', 'pending', 'held')
         ) both_sides group by partner, member having sum(points) <> 0`,
      ),
  },
  {
    id: 'I4b',
    claim: 'debits equal credits: all accounts together are zero',
    check: (world) =>
      violations(world, 'select sum(points) total from v_ledger having sum(points) <> 0'),
  },
  {
    id: 'I5',
    claim: 'ledger entries can be neither changed nor removed',
    check: async ({ sql }) => {
      const [any] = await sql.all('select count(*) entries from ledger_entry');
      if (Number(any?.['entries'] ?? 0) === 0) return [];
      const attempts = ['update ledger_entry set points = points + 1', 'delete from ledger_entry'];
      const answers = await Promise.all(
        attempts.map(async (statement) => ({ statement, error: await sql.attempt(statement) })),
      );
      return answers
        .filter(({ error }) => error === null)
        .map(({ statement }) => `was allowed: ${statement}`);
    },
  },
  {
    id: 'I9',
    claim: 'every entry knows its run and the version of the rules that made it',
    check: async (world) => {
      const runs = new Set((await world.sql.all('select id from v_run')).map(({ id }) => id));
      const named = await world.sql.all('select distinct run_id from v_ledger');
      const unknown = named.filter((row) => !runs.has(row['run_id']));
      const incomplete = await violations(
        world,
        `select partner, feed, txn_id, run_id from v_ledger where rule_version is null or rule_version = '' or row_no is null`,
      );
      return [...unknown.map((row) => JSON.stringify(row)), ...incomplete];
    },
  },
];
