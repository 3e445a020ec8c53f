import type { RuleSet, RuleVersion } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { NewChangeRequest, Nouns } from '@waybill/store';

type Evidence = Pick<NewChangeRequest, 'testRun' | 'backtest' | 'noBacktestBecause'>;

export interface EvidenceMissing {
  code: 'evidence-missing';
  /** What is missing, as a sentence. */
  what: string;
}

interface Asked {
  readonly ruleSet: Pick<RuleSet, 'id' | 'active'>;
  readonly version: RuleVersion;
  readonly bundleSha256: string;
  /** The backtest that was named. */
  readonly backtest: string | null;
}

/** What a request for a version can rest on: its last test run, without a failure, and a backtest of exactly this content. */
export async function evidenceFor(
  { ruleTests, backtests }: Pick<Nouns, 'ruleTests' | 'backtests'>,
  asked: Asked,
): Promise<Result<Evidence, EvidenceMissing>> {
  const tests = await ruleTests.latest(asked.ruleSet.id, asked.version.sha256);
  if (tests === null) return missing(`The tests of ${asked.version.ruleVersion} were not run.`);
  const testRun = tests.id;
  const gap = gapInTests(tests, asked.version);
  if (gap !== null) return missing(gap);
  if (asked.backtest !== null) {
    const what = await gapInBacktest(backtests, asked, asked.backtest);
    if (what !== null) return missing(what);
    return success({ testRun, backtest: asked.backtest, noBacktestBecause: null });
  }
  const { files } = await backtests.extent(asked.ruleSet.id, { last: 1 });
  if (files > 0)
    return missing(
      `No backtest of ${asked.version.ruleVersion} is named, and ${asked.ruleSet.id} has archived files.`,
    );
  const noBacktestBecause = `${asked.ruleSet.id} had no archived file to go over.`;
  return success({ testRun, backtest: null, noBacktestBecause });
}

function gapInTests(
  { passed, failed }: { passed: number; failed: number },
  { ruleVersion }: RuleVersion,
): string | null {
  if (failed > 0)
    return `${String(failed)} of the tests of ${ruleVersion} failed when they were run last.`;
  return passed === 0 ? `${ruleVersion} has no tests.` : null;
}

/** What keeps a backtest from speaking for a version; null when it does. */
async function gapInBacktest(
  backtests: Pick<Nouns['backtests'], 'find'>,
  { ruleSet, version, bundleSha256 }: Asked,
  id: string,
): Promise<string | null> {
  const found = await backtests.find(id);
  if (found?.ruleSet !== ruleSet.id) return `${ruleSet.id} has no backtest ${id}.`;
  if (found.candidate.sha256 !== version.sha256)
    return `Backtest ${id} is of other rules than ${version.ruleVersion}.`;
  if (found.bundleSha256 !== bundleSha256)
    return `Backtest ${id} is of another format than the feed has now.`;
  if (found.base.sha256 !== ruleSet.active.sha256)
    return `Backtest ${id} compares with other rules than ${ruleSet.active.ruleVersion}, which are active.`;
  if (found.state !== 'succeeded') return `Backtest ${id} is ${found.state}.`;
  return found.files.done === 0 ? `Backtest ${id} could read none of its files.` : null;
}

function missing(what: string): Result<never, EvidenceMissing> {
  return failure({ code: 'evidence-missing', what });
}
