import type { Decision, RuleSetDocument } from '@waybill/rules';
import { MemberAccount, type Booked, type FeedConfig, type NewEntry } from '@waybill/store';
import type { FeedFormat, FeedReader } from '@waybill/tabular';
import type { PipelinePorts } from '../../ports.ts';
import { programFor } from '../../stages/apply-rules/apply-rules.ts';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';
import {
  PurchaseSettler,
  type PurchaseTerms,
  type Standing,
} from '../../stages/post-rows/purchase-settlement.ts';
import { allIds, feedTerms } from '../../stages/post-rows/purchase-terms.ts';
import { decideWithFacts, factRules, membersOf } from '../../stages/post-rows/settle-in-turn.ts';
import type { JudgedBy } from './compare-rows.ts';
import { MemberRoll } from './ledger/member-roll.ts';
import { MemoryLedger, type LedgerTexts } from './ledger/memory-ledger.ts';
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

/** Hears what either rule set makes of a row. */
type Listener = (row: MappedRow, base: JudgedBy, candidate: JudgedBy) => void;

/** Two rule sets, each with a ledger of its own in memory that is empty at first, unless it goes on from another. */
export class Bench {
  readonly #feed: FeedConfig;
  readonly #format: FeedFormat;
  readonly #base: Side;
  readonly #candidate: Side;
  readonly #texts: LedgerTexts = { txnIds: new TextIndex(), members: new TextIndex() };
  readonly #members: MemberRoll;
  readonly #before: LedgerBefore | null;

  constructor(
    { db }: Pick<PipelinePorts, 'db'>,
    feed: FeedConfig,
    rules: { format: FeedFormat; base: RuleSetDocument; candidate: RuleSetDocument },
    before: LedgerBefore | null = null,
  ) {
    this.#feed = feed;
    this.#format = rules.format;
    const sideWith = (document: RuleSetDocument): Side => ({
      rules: document,
      booked: new MemoryLedger(this.#texts),
      accounts: new Map(),
    });
    this.#base = sideWith(rules.base);
    this.#candidate = sideWith(rules.candidate);
    this.#before = before;
    this.#members = new MemberRoll(db.members, feed.partnerNo, this.#texts.members);
  }

  get format(): FeedFormat {
    return this.#format;
  }

  /** Everybody who was met, by the numbers that they have on the bench. */
  get members(): TextIndex {
    return this.#texts.members;
  }

  /** What judges the batches of one file, in order. Whatever they book stays booked for the files that follow. */
  judgeOf(reader: FeedReader): (rows: readonly MappedRow[], listener: Listener) => Promise<void> {
    const terms: PurchaseTerms = {
      ...feedTerms(this.#feed, this.#format, reader),
      ...noRun,
      failedBefore: noFailures,
    };
    const base = judgeWith(this.#base, terms, reader, this.#members);
    const candidate = judgeWith(this.#candidate, terms, reader, this.#members);
    return async (rows, listener) => {
      const members = await this.#members.meet(rows);
      const txnIds = this.#texts.txnIds.addAll(rows.map(({ txnId }) => txnId));
      await this.#recall(rows);
      const [judgeBase, judgeCandidate] = [base(), candidate()];
      // Row by row, so that both sides ask for the same texts in turn, and nothing of a row lives on.
      for (const [index, row] of rows.entries()) {
        const { memberNo, txnId } = row;
        if (memberNo !== null) this.#texts.members.recall(memberNo, members[index] as number);
        if (txnId !== null) this.#texts.txnIds.recall(txnId, txnIds[index] as number);
        listener(row, judgeBase(row), judgeCandidate(row));
      }
    };
  }

  async #recall(rows: readonly MappedRow[]): Promise<void> {
    const found = (await this.#before?.booked(allIds(rows))) ?? noBookings;
    for (const { rules, booked, accounts } of [this.#base, this.#candidate]) {
      for (const [id, entry] of found) if (!booked.has(id)) booked.set(id, entry);
      if (!asksFacts(rules)) continue;
      const strangers = [...membersOf(rows)].filter((memberNo) => !accounts.has(memberNo));
      const known = await this.#before?.accounts(strangers);
      for (const memberNo of strangers)
        accounts.set(memberNo, known?.get(memberNo) ?? new MemberAccount());
    }
  }
}

/** What begins a batch of rows on one side, and judges it row by row. */
function judgeWith(
  { rules, booked, accounts }: Side,
  terms: PurchaseTerms,
  { slots }: FeedReader,
  memberStates: Standing['memberStates'],
): () => (row: MappedRow) => JudgedBy {
  const program = programFor(rules, slots);
  const asking = factRules(rules, program, slots);
  const decide: (row: MappedRow) => Decision | null = asking
    ? (row) => decideWithFacts(row, asking, terms, accounts)
    : ({ values }) => (values === null ? null : program.evaluate(values));
  const standing = {
    booked,
    lineage: noRuns,
    memberStates,
    ...(asking && { accounts }),
  };
  let entry: NewEntry | null = null;
  const books = {
    book: (booking: NewEntry) => {
      entry = booking;
    },
  };
  return () => {
    const settler = new PurchaseSettler(terms, standing, books);
    return (row) => {
      entry = null;
      const decision = decide(row);
      const { outcome, code } = settler.settle(row, decision);
      return { decision, outcome, code, entry };
    };
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
