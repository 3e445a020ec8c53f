import type { RuleTestRun } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import type { RuleTestStore } from '../nouns/change-requests.ts';
import type { Session } from '../session.ts';

export function ruleTestsIn({ db }: Session): RuleTestStore {
  const runs = () =>
    db
      .selectFrom('rule_test_run')
      .innerJoin('feed', 'feed.no', 'rule_test_run.feed_no')
      .selectAll('rule_test_run')
      .select('feed.id as feed');
  return {
    insert: async ({ results, coverage, ...run }) => {
      const { no } = await db
        .selectFrom('feed')
        .select('no')
        .where('id', '=', run.ruleSet)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('rule_test_run')
        .values({
          id: run.id,
          feed_no: no,
          version: run.version,
          sha256: run.sha256,
          passed: run.passed,
          failed: run.failed,
          report: JSON.stringify({ results, coverage }),
          requested_by: run.requestedBy,
          created_at: columnTime(new Date(run.createdAt)),
        })
        .execute();
    },

    find: async (id) => {
      const row = await runs().where('rule_test_run.id', '=', id).executeTakeFirst();
      return row === undefined ? null : runOf(row);
    },

    latest: async (ruleSet, sha256) => {
      const row = await runs()
        .where('feed.id', '=', ruleSet)
        .where('rule_test_run.sha256', '=', sha256)
        .orderBy('rule_test_run.no', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : runOf(row);
    },
  };
}

interface RunRow {
  id: string;
  feed: string;
  version: number | null;
  sha256: string;
  passed: number;
  failed: number;
  report: string;
  requested_by: string;
  created_at: string;
}

function runOf(row: RunRow): RuleTestRun {
  return {
    id: row.id,
    ruleSet: row.feed,
    version: row.version,
    sha256: row.sha256,
    passed: row.passed,
    failed: row.failed,
    ...(JSON.parse(row.report) as Pick<RuleTestRun, 'results' | 'coverage'>),
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
  };
}
