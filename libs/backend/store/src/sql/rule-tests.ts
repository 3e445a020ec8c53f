import type { RuleTestRun, RuleTestRunHead } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import type { RuleTestStore } from '../nouns/change-requests.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { ofFeed } from './conditions.ts';

const newest: ListOrder = {
  list: 'test-runs',
  columns: [{ column: 'rule_test_run.no', part: 'integer', direction: 'desc' }],
};

const headColumns = [
  'rule_test_run.no',
  'rule_test_run.id',
  'version',
  'sha256',
  'passed',
  'failed',
  'requested_by',
  'rule_test_run.created_at',
] as const;

export function ruleTestsIn({ db }: Session): RuleTestStore {
  const heads = () =>
    db
      .selectFrom('rule_test_run')
      .innerJoin('feed', 'feed.no', 'rule_test_run.feed_no')
      .select([...headColumns, 'feed.id as feed']);
  const runs = () => heads().select('report');
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

    list: async ({ ruleSet, ...page }) => {
      const ofRuleSet = heads().where(ofFeed('rule_test_run.feed_no', ruleSet));
      const rows = await paged(ofRuleSet, newest, page).execute();
      return pageOf(rows, page.limit, newest.list, ({ no }) => [no], headOf);
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

interface HeadRow {
  id: string;
  feed: string;
  version: number | null;
  sha256: string;
  passed: number;
  failed: number;
  requested_by: string;
  created_at: string;
}

function headOf(row: HeadRow): RuleTestRunHead {
  return {
    id: row.id,
    ruleSet: row.feed,
    version: row.version,
    sha256: row.sha256,
    passed: row.passed,
    failed: row.failed,
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
  };
}

function runOf(row: HeadRow & { report: string }): RuleTestRun {
  const report = JSON.parse(row.report) as Pick<RuleTestRun, 'results' | 'coverage'>;
  return { ...headOf(row), ...report };
}
