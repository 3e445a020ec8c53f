import type { operations, ProblemDetail, RuleTestRun } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { runTests } from '@waybill/rules';
import type { TestRun } from '@waybill/rules';
import { rulesDigest, type FeedStore, type RuleSetStore } from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { checkRules, errorsOf, slotsOf } from '../../check-rules.ts';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

export type CreateTestRunFailure =
  { code: 'not-found'; what: string } | { code: 'rules-invalid'; errors: readonly ProblemDetail[] };

export interface CreateTestRunPorts {
  database: Transactor<'ruleTests' | 'audit'> & {
    feeds: Pick<FeedStore, 'find'>;
    ruleSets: Pick<RuleSetStore, 'draft' | 'version'>;
  };
  clock: Clock;
  newId: NewId;
}

/** Runs the tests that stand in a rule set, and keeps what came of it as evidence about exactly this content. */
export async function createTestRun(
  asked: Asked<typeof operations.createTestRun>,
  { database, clock, newId }: CreateTestRunPorts,
): Promise<Result<RuleTestRun, CreateTestRunFailure>> {
  const ruleSet = asked.params.ruleSetId;
  const { version } = asked.body;
  const feed = await database.feeds.find(ruleSet, asked.caller.partner);
  if (!feed?.bundle.rules) return failure({ code: 'not-found', what: `rule set ${ruleSet}` });
  const rules =
    version === null
      ? (await database.ruleSets.draft(ruleSet))?.text
      : (await database.ruleSets.version(ruleSet, version))?.document;
  const what = version === null ? 'draft' : `version ${String(version)}`;
  if (rules === undefined) return failure({ code: 'not-found', what: `${what} of ${ruleSet}` });
  const format = feed.bundle.format as FeedFormat;
  const checked = checkRules(rules, format);
  if (!checked.ok)
    return failure({ code: 'rules-invalid', errors: errorsOf(checked.diagnostics, '') });
  const { document } = checked;
  const at = clock.now();
  const run: RuleTestRun = {
    id: newId('test'),
    ruleSet,
    version,
    sha256: rulesDigest(document),
    ...reportOf(runTests(document, slotsOf(format))),
    requestedBy: actorOf(asked.caller),
    createdAt: at.toISOString(),
  };
  const detail = { testRun: run.id, version, passed: run.passed, failed: run.failed };
  await database.transaction(async ({ ruleTests, audit }) => {
    await ruleTests.insert(run);
    await audit.append(deed(asked, at, 'rules.tested', `rule-set:${ruleSet}`, detail));
  });
  return success(run);
}

function reportOf({ passed, failed, results, coverage }: TestRun) {
  const { covered, total, clauses } = coverage;
  const uncovered = clauses.filter(({ hits }) => hits === 0).map(({ clause }) => clause);
  return {
    passed,
    failed,
    results: results.map(({ id, title, passed: isPassed, mismatch }) => ({
      id,
      title,
      passed: isPassed,
      mismatch,
    })),
    coverage: { covered, total, uncovered },
  };
}
