import { backtestFilesMax, backtestRowsMax } from '@waybill/contracts';
import type { BacktestDetail, Feed, operations, ProblemDetail } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { rulesDigest } from '@waybill/store';
import type {
  BacktestSide,
  BacktestStore,
  FeedStore,
  NewBacktest,
  Nouns,
  RuleSetStore,
} from '@waybill/store';
import type { FeedFormat } from '@waybill/tabular';
import { bundleDigest } from '../../bundle-digest.ts';
import { checkRules, errorsOf } from '../../check-rules.ts';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createBacktest;

export type CreateBacktestFailure =
  | { code: 'not-found'; what: string }
  | { code: 'rules-invalid'; what: string; errors: readonly ProblemDetail[] }
  | { code: 'nothing-to-backtest' }
  | { code: 'selection-too-large'; files: number; rows: number };

export interface CreateBacktestPorts {
  database: Transactor<'backtests' | 'jobs' | 'audit'> & {
    backtests: Pick<BacktestStore, 'extent'>;
    feeds: Pick<FeedStore, 'find'>;
    ruleSets: Pick<RuleSetStore, 'find' | 'draft' | 'version'>;
  };
  clock: Clock;
  newId: NewId;
}

/** Freezes both rule sets, the format and the choice of files, and sets a job going that compares them; nothing is booked. */
export async function createBacktest(
  asked: Asked<Operation>,
  { clock, database, newId }: CreateBacktestPorts,
): Promise<Result<BacktestDetail, CreateBacktestFailure>> {
  const { body, caller, params } = asked;
  const ruleSet = params.ruleSetId;
  const feed = await database.feeds.find(ruleSet, caller.partner);
  if (!feed?.bundle.rules) return failure({ code: 'not-found', what: `rule set ${ruleSet}` });
  const base = await sideOf(database, feed, body.base ?? 'active');
  if (!base.ok) return base;
  const candidate = await sideOf(database, feed, body.candidate ?? 'draft');
  if (!candidate.ok) return candidate;
  const extent = await database.backtests.extent(ruleSet, body.files);
  const obstacle = obstacleTo(body.files, extent);
  if (obstacle) return failure(obstacle);
  const at = clock.now();
  const format = feed.bundle.format as FeedFormat;
  const backtest: NewBacktest = {
    id: newId('backtest'),
    ruleSet,
    jobId: newId('job'),
    base: base.value,
    candidate: candidate.value,
    bundleSha256: bundleDigest(format, candidate.value.document),
    format,
    files: body.files,
    by: actorOf(caller),
  };
  return database.transaction(async (tx) => {
    await enqueue(tx, asked, backtest, { rows: extent.rows, at });
    await tx.backtests.insert(backtest, at);
    const created = await tx.backtests.find(backtest.id);
    if (!created) throw new Error(`Backtest ${backtest.id} cannot be read back`);
    const { version, sha256 } = candidate.value;
    const detail = { ruleSet, candidate: version, sha256, base: base.value.version, ...extent };
    await tx.audit.append(deed(asked, at, 'backtest.created', `backtest:${created.id}`, detail));
    return success(created);
  });
}

/** One of the two rule sets, as it is now, when it can be run on rows of the feed. */
async function sideOf(
  { ruleSets }: Pick<CreateBacktestPorts['database'], 'ruleSets'>,
  feed: Feed,
  which: number | 'active' | 'draft',
): Promise<Result<BacktestSide, CreateBacktestFailure>> {
  const what = `${typeof which === 'number' ? `version ${String(which)}` : which} of ${feed.id}`;
  const found =
    which === 'draft'
      ? await draftOf(ruleSets, feed.id)
      : await versionOf(ruleSets, feed.id, which === 'active' ? await activeOf() : which);
  if (!found) return failure({ code: 'not-found', what });
  const checked = checkRules(found.rules, feed.bundle.format as FeedFormat);
  if (!checked.ok)
    return failure({ code: 'rules-invalid', what, errors: errorsOf(checked.diagnostics, '') });
  const { document } = checked;
  const { version, ruleVersion } = found;
  return success({ version, ruleVersion, sha256: rulesDigest(document), document });

  async function activeOf(): Promise<number> {
    return (await ruleSets.find(feed.id))?.active.version ?? 0;
  }
}

async function draftOf(ruleSets: Pick<RuleSetStore, 'draft'>, ruleSet: string) {
  const draft = await ruleSets.draft(ruleSet);
  return draft && { version: null, ruleVersion: null, rules: draft.text };
}

async function versionOf(
  ruleSets: Pick<RuleSetStore, 'version'>,
  ruleSet: string,
  version: number,
) {
  const frozen = await ruleSets.version(ruleSet, version);
  return frozen && { version, ruleVersion: frozen.ruleVersion, rules: frozen.document };
}

function obstacleTo(
  chosen: Asked<Operation>['body']['files'],
  { files, rows }: { files: number; rows: number },
): CreateBacktestFailure | null {
  if ('ids' in chosen) {
    const missing = new Set(chosen.ids).size - files;
    if (missing > 0)
      return { code: 'not-found', what: `processed file of this feed for ${String(missing)} ids` };
  }
  if (files === 0) return { code: 'nothing-to-backtest' };
  const isTooLarge = files > backtestFilesMax || rows > backtestRowsMax;
  return isTooLarge ? { code: 'selection-too-large', files, rows } : null;
}

async function enqueue(
  { jobs }: Pick<Nouns, 'jobs'>,
  { caller }: Asked<Operation>,
  { id, jobId, ruleSet, candidate }: NewBacktest,
  { rows, at }: { rows: number; at: Date },
): Promise<void> {
  const label = `Backtest of ${candidate.ruleVersion ?? `the draft of ${ruleSet}`}`;
  const request = { backtest: id };
  await jobs.enqueue({
    id: jobId,
    kind: 'backtest',
    owner: caller,
    label,
    request,
    total: rows,
    link: `/backtests/${id}`,
    at,
  });
}
