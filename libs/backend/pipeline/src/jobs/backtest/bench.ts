import type { Booked, FeedConfig } from '@waybill/store';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat, FeedReader } from '@waybill/tabular';
import type { PipelinePorts } from '../../ports.ts';
import { applyRules, programFor } from '../../stages/apply-rules/apply-rules.ts';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import {
  settlePurchases,
  type DecidedRow,
  type PurchaseTerms,
} from '../../stages/post-rows/purchase-settlement.ts';
import { earningMembers, feedTerms, idsToLookUp } from '../../stages/post-rows/purchase-terms.ts';
import { MemberStates } from '../../stages/validate-rows/member-states.ts';
import type { JudgedBatch } from './compare-rows.ts';

interface Side {
  readonly rules: RuleSetDocument;
  /** The ledger of this side: what every row before has booked. Grows by some 200 bytes with each row that is posted. */
  readonly booked: Map<string, Booked>;
}

/** What is booked under these ids before the first file. */
type BookedBefore = (txnIds: readonly string[]) => Promise<ReadonlyMap<string, Booked>>;

type Judge = (rows: readonly MappedRow[]) => Promise<{ base: JudgedBatch; candidate: JudgedBatch }>;

/** Two rule sets, each with a ledger of its own in memory that is empty at first, unless it goes on from another. */
export class Bench {
  readonly #feed: FeedConfig;
  readonly #format: FeedFormat;
  readonly #base: Side;
  readonly #candidate: Side;
  readonly #members: MemberStates;
  readonly #bookedBefore: BookedBefore | null;

  constructor(
    { db, settings }: Pick<PipelinePorts, 'db' | 'settings'>,
    feed: FeedConfig,
    rules: { format: FeedFormat; base: RuleSetDocument; candidate: RuleSetDocument },
    bookedBefore: BookedBefore | null = null,
  ) {
    this.#feed = feed;
    this.#format = rules.format;
    this.#base = { rules: rules.base, booked: new Map() };
    this.#candidate = { rules: rules.candidate, booked: new Map() };
    this.#bookedBefore = bookedBefore;
    this.#members = new MemberStates(db.members, feed.partnerNo, settings.membersCached);
  }

  get format(): FeedFormat {
    return this.#format;
  }

  /** What judges the batches of one file, in order. Whatever they book stays booked for the files that follow. */
  judgeOf(reader: FeedReader): Judge {
    const terms: PurchaseTerms = {
      ...feedTerms(this.#feed, this.#format, reader),
      ...noRun,
      failedBefore: noFailures,
    };
    const base = programFor(this.#base.rules, reader.slots);
    const candidate = programFor(this.#candidate.rules, reader.slots);
    return async (mapped) => {
      const before = decided(mapped, applyRules(base, mapped));
      const after = decided(mapped, applyRules(candidate, mapped));
      await this.#recall([...before, ...after]);
      const earning = new Set([...earningMembers(before), ...earningMembers(after)]);
      const memberStates = await this.#members.of(earning);
      const settle = (rows: readonly DecidedRow[], { booked }: Side): JudgedBatch => ({
        rows,
        settlement: settlePurchases(rows, terms, { booked, lineage: noRuns, memberStates }),
      });
      return { base: settle(before, this.#base), candidate: settle(after, this.#candidate) };
    };
  }

  async #recall(rows: readonly DecidedRow[]): Promise<void> {
    if (this.#bookedBefore === null) return;
    const found = await this.#bookedBefore(idsToLookUp(rows, { all: true }));
    for (const { booked } of [this.#base, this.#candidate]) {
      for (const [id, entry] of found) if (!booked.has(id)) booked.set(id, entry);
    }
  }
}

/** Entries that are never written belong to no run. */
const noRun = { runNo: 0, bundleId: 0, repeats: false } as const;
const noFailures = { has: () => false };
const noRuns: ReadonlySet<number> = new Set();

function decided(
  rows: readonly MappedRow[],
  decisions: readonly DecidedRow['decision'][],
): DecidedRow[] {
  return rows.map((row, index) => ({ row, decision: decisions[index] ?? null }));
}
