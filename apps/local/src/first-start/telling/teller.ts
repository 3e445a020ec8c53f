import type { Client } from '@waybill/contracts/client';
import type { Log } from '@waybill/kit';
import {
  defaultSettings,
  noCrashPoints,
  processNext,
  receiveObject,
  workOnNextJob,
  type PipelinePorts,
} from '@waybill/pipeline';
import { newId, type BucketStore, type Database } from '@waybill/store';
import type { Deed, Login } from '../story/deeds.ts';
import { diceFor } from '../story/dice.ts';
import { changeRules } from './change-rules.ts';
import { historyBuckets, type HistoryBuckets } from './history-buckets.ts';
import type { HistoryClock } from './history-clock.ts';
import { historyDesk } from './history-desk.ts';

export interface TellerParts {
  readonly db: Database;
  readonly buckets: BucketStore;
  readonly clock: HistoryClock;
  readonly log: Log;
  readonly issuer: string;
  /** Names the chapter; the ids in it are the same whenever it is told. */
  readonly chapter: string;
}

type SettlingKind = 'resolve-row-errors' | 'ignore-row-errors';

const worker = 'history';
/** How long a message waited for a worker, and people thought about a plan. */
const queueMs = { least: 90, most: 1400 };
const thoughtMs = 95_000;

/** Makes deeds happen in the database and the buckets, as the worker and the API would have at that time. */
export class Teller {
  readonly #ports: PipelinePorts;
  readonly #clock: HistoryClock;
  readonly #buckets: HistoryBuckets;
  readonly #desk: (login: Login) => Client;
  readonly #dice;
  /** Run that was queued last. */
  #queued = '';

  constructor({ db, buckets, clock, log, issuer, chapter }: TellerParts) {
    const { landingBucket } = defaultSettings;
    this.#dice = diceFor('teller', chapter);
    const makeId = (prefix: string) => {
      const id = newId(prefix, { now: clock.now(), random: this.#dice.next });
      if (prefix === 'run') this.#queued = id;
      return id;
    };
    this.#clock = clock;
    this.#buckets = historyBuckets(buckets, landingBucket, clock);
    this.#ports = {
      db,
      buckets: this.#buckets,
      clock,
      newId: makeId,
      log,
      sleep: () => Promise.resolve(),
      crashPoints: noCrashPoints,
      settings: defaultSettings,
    };
    this.#desk = historyDesk({ ...this.#ports, issuer, newId: makeId });
  }

  /** @throws when it cannot have happened this way */
  async tell(deed: Deed): Promise<void> {
    this.#clock.reach(deed.at);
    switch (deed.kind) {
      case 'create-partner':
        await this.#desk(deed.by).createPartner({ body: deed.partner });
        return;
      case 'create-feed':
        await this.#desk(deed.by).createFeed({
          params: { partnerId: deed.partner },
          body: deed.feed,
        });
        return;
      case 'expect-files': {
        const { by, feed: feedId, expectation } = deed;
        const reason = 'As agreed with the partner.';
        const body = { expectation, reason };
        await this.#desk(by).putFeedExpectation({ params: { feedId }, body });
        return;
      }
      case 'change-rules':
        return changeRules(this.#ports.db, deed, this.#clock.now());
      case 'ask-for-other-rules':
        return this.#askForOtherRules(deed);
      case 'send-file':
        return this.#send(deed);
      case 'assign-file': {
        const { by, feed, reason } = deed;
        const { id: fileId } = await this.#fileAt(deed.key);
        await this.#desk(by).assignFile({ params: { fileId }, body: { feed, reason } });
        return this.#carryOut(this.#queued);
      }
      case 'replay-failed-rows':
        return this.#replay(deed);
      case 'resolve-row-errors':
      case 'ignore-row-errors':
        return this.#settle(deed);
    }
  }

  async #askForOtherRules({
    by,
    feed: ruleSetId,
    rules,
    files,
    notes,
    reason,
  }: Extract<Deed, { kind: 'ask-for-other-rules' }>): Promise<void> {
    const desk = this.#desk(by);
    const params = { ruleSetId };
    const text = JSON.stringify(rules, null, 2);
    await desk.createRuleDraft({ params, body: { from: { kind: 'text', text } } });
    this.#clock.pass(thoughtMs);
    const { version } = await desk.createRuleVersion({ params, body: { notes } });
    await desk.createTestRun({ params, body: { version } });
    const wish = { candidate: version, files: { last: files } };
    const backtest = await desk.createBacktest({ params, body: wish });
    const done = await workOnNextJob(this.#ports, worker, { only: backtest.job });
    if (done?.outcome !== 'succeeded')
      throw new Error(`Backtest ${backtest.id} did not succeed: ${done?.outcome ?? 'not there'}`);
    this.#clock.pass(thoughtMs);
    const body = { ruleSet: ruleSetId, version, backtest: backtest.id, reason };
    await desk.createChangeRequest({ body });
  }

  async #send({ key, bytes, cancelled }: Extract<Deed, { kind: 'send-file' }>): Promise<void> {
    this.#buckets.land(key, bytes());
    const { landingBucket: bucket } = this.#ports.settings;
    const received = await receiveObject(this.#ports, { bucket, key, sequencer: '' });
    if (received.kind !== 'queued') return;
    if (cancelled) {
      const { by, reason } = cancelled;
      const params = { runId: received.runId };
      await this.#desk(by).cancelRun({ params, body: { reason } });
    }
    await this.#carryOut(received.runId);
  }

  async #replay({ key, by, reason }: Extract<Deed, { kind: 'replay-failed-rows' }>): Promise<void> {
    const { lastRun } = await this.#fileAt(key);
    const desk = this.#desk(by);
    const run = await desk.getRun({ params: { runId: lastRun ?? '' } });
    if (run.counts.rejected === 0) return;
    const plan = await desk.createReplayPlan({
      body: { run: run.id, rows: 'failed', rules: 'original' },
    });
    await this.#carryOut(this.#queued);
    this.#clock.pass(thoughtMs);
    const replay = await desk.createReplay({ body: { plan: plan.id, reason } });
    await this.#carryOut(replay.run);
  }

  async #settle({ kind, by, key, reason }: Extract<Deed, { kind: SettlingKind }>): Promise<void> {
    const { lastRun } = await this.#fileAt(key);
    const desk = this.#desk(by);
    const body = { selection: { query: { run: lastRun ?? '' } }, reason };
    await (kind === 'ignore-row-errors'
      ? desk.ignoreRowErrors({ body })
      : desk.resolveRowErrors({ body }));
  }

  async #fileAt(key: string) {
    const { items } = await this.#ports.db.files.list({ key, limit: 1 }, null);
    const [file] = items;
    if (file === undefined) throw new Error(`Nothing came under ${key}`);
    return file;
  }

  async #carryOut(runId: string): Promise<void> {
    this.#clock.pass(queueMs.least + this.#dice.below(queueMs.most - queueMs.least));
    const done = await processNext(this.#ports, worker, { only: runId });
    if (done === null || done.outcome === 'interrupted' || done.outcome === 'lost')
      throw new Error(`Run ${runId} was not carried out: ${done?.outcome ?? 'not there'}`);
  }
}
