import type { RuleSetDocument } from '@waybill/rules';
import { MemberAccount, type Booked, type FeedConfig } from '@waybill/store';
import type { FeedFormat, FeedReader } from '@waybill/tabular';
import type { PipelinePorts } from '../../ports.ts';
import { applyRules, programFor } from '../../stages/apply-rules/apply-rules.ts';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import {
  settlePurchases,
  type PurchaseTerms,
  type Standing,
} from '../../stages/post-rows/purchase-settlement.ts';
import { allIds, feedTerms } from '../../stages/post-rows/purchase-terms.ts';
import { factRules, membersOf, settleInTurn } from '../../stages/post-rows/settle-in-turn.ts';
import { MemberStates } from '../../stages/validate-rows/member-states.ts';
import type { JudgedBatch } from './compare-rows.ts';
import { MemoryLedger } from './ledger/memory-ledger.ts';
import { TextIndex } from './ledger/text-index.ts';

interface Side {
  readonly rules: RuleSetDocument;
  /** What every row before has booked on this side. */
  readonly booked: MemoryLedger;
  /** The same by member, for rules that ask for facts. */
  readonly accounts: Map<string, MemberAccount>;
}

/** What is booked before the first file. */
interface LedgerBefore {
  booked(txnIds: readonly string[]): Promise<ReadonlyMap<string, Booked>>;
  /** Accounts that nobody else moves on. */
  accounts(memberNos: readonly string[]): Promise<ReadonlyMap<string, MemberAccount>>;
}

type Judge = (rows: readonly MappedRow[]) => Promise<{ base: JudgedBatch; candidate: JudgedBatch }>;

/** Two rule sets, each with a ledger of its own in memory that is empty at first, unless it goes on from another. */
export class Bench {
  readonly #feed: FeedConfig;
  readonly #format: FeedFormat;
  readonly #base: Side;
  readonly #candidate: Side;
  readonly #members: MemberStates;
  readonly #before: LedgerBefore | null;

  constructor(
    { db, settings }: Pick<PipelinePorts, 'db' | 'settings'>,
    feed: FeedConfig,
    rules: { format: FeedFormat; base: RuleSetDocument; candidate: RuleSetDocument },
    before: LedgerBefore | null = null,
  ) {
    this.#feed = feed;
    this.#format = rules.format;
    const texts = { txnIds: new TextIndex(), members: new TextIndex() };
    const sideWith = (document: RuleSetDocument): Side => ({
      rules: document,
      booked: new MemoryLedger(texts),
      accounts: new Map(),
    });
    this.#base = sideWith(rules.base);
    this.#candidate = sideWith(rules.candidate);
    this.#before = before;
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
    const base = sideOf(this.#base, terms, reader);
    const candidate = sideOf(this.#candidate, terms, reader);
    return async (mapped) => {
      const members = membersOf(mapped);
      const memberStates = await this.#members.of(members);
      await this.#recall(mapped, members);
      return { base: base(mapped, memberStates), candidate: candidate(mapped, memberStates) };
    };
  }

  async #recall(mapped: readonly MappedRow[], members: ReadonlySet<string>): Promise<void> {
    const found = (await this.#before?.booked(allIds(mapped))) ?? noBookings;
    for (const { rules, booked, accounts } of [this.#base, this.#candidate]) {
      for (const [id, entry] of found) if (!booked.has(id)) booked.set(id, entry);
      if (!asksFacts(rules)) continue;
      const strangers = [...members].filter((memberNo) => !accounts.has(memberNo));
      const known = await this.#before?.accounts(strangers);
      for (const memberNo of strangers)
        accounts.set(memberNo, known?.get(memberNo) ?? new MemberAccount());
    }
  }
}

function sideOf(
  { rules, booked, accounts }: Side,
  terms: PurchaseTerms,
  { slots }: FeedReader,
): (mapped: readonly MappedRow[], memberStates: Standing['memberStates']) => JudgedBatch {
  const program = programFor(rules, slots);
  const asking = factRules(rules, program, slots);
  return (mapped, memberStates) => {
    const standing = { booked, lineage: noRuns, memberStates };
    if (asking) return settleInTurn(mapped, asking, terms, { ...standing, accounts });
    const decisions = applyRules(program, mapped);
    const rows = mapped.map((row, index) => ({ row, decision: decisions[index] ?? null }));
    return { rows, settlement: settlePurchases(rows, terms, standing) };
  };
}

/** Entries that are never written belong to no run. */
const noRun = { runNo: 0, bundleId: 0, repeats: false } as const;
const noFailures = { has: () => false };
const noBookings: ReadonlyMap<string, Booked> = new Map();
const noRuns: ReadonlySet<number> = new Set();

function asksFacts({ inputs }: RuleSetDocument): boolean {
  return inputs.some(({ fact }) => fact !== undefined);
}
