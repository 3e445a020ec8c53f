import type { Program, RuleSetDocument } from '@waybill/rules';
import type { Booked } from '@waybill/store';
import type { FeedReader } from '@waybill/tabular';
import type { RunContext } from '../../run/run-context.ts';
import { applyRules } from '../apply-rules/apply-rules.ts';
import type { RawBatch } from '../decode-rows/read-batches.ts';
import { mapRows, type RowSelection } from '../map-rows/map-rows.ts';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import { MemberStates } from '../validate-rows/member-states.ts';
import { commitBatch, GateClosed } from './commit-batch.ts';
import type { FailedRows } from './failed-rows.ts';
import type { Lineage } from './lineage.ts';
import type { Poster } from './poster.ts';
import {
  settlePurchases,
  type DecidedRow,
  type PurchaseSettlement,
  type PurchaseTerms,
} from './purchase-settlement.ts';
import { allIds, earningMembers, feedTerms, idsToLookUp } from './purchase-terms.ts';
import { ReadAccounts } from './read-accounts.ts';
import { factRules, membersOf, settleInTurn, type FactRules } from './settle-in-turn.ts';

/** How often a batch is settled anew because another run booked one of its ids in between. */
const gateTries = 50;

/** Ids a plan remembers as booked, so that rows repeated across batches are foreseen too. */
const plannedMost = 200_000;

/** A batch with its rows decided, and settled ahead of its turn where that needs nothing of the batch before. */
interface DecidedBatch {
  readonly rows: readonly DecidedRow[];
  readonly settlement: PurchaseSettlement | null;
}

/**
 * Posts purchases. The first try of a batch trusts the UNIQUE key instead of asking what is booked, since nearly always nothing
 * is; once the gate closes, what is booked is looked up until a batch finds nothing again.
 */
export class PurchasePoster implements Poster<DecidedBatch> {
  readonly #context: RunContext;
  readonly #reader: FeedReader;
  readonly #program: Program;
  readonly #terms: PurchaseTerms;
  readonly #failed: FailedRows;
  readonly #lineage: Lineage;
  readonly #members: MemberStates;
  readonly #takes: (row: MappedRow) => boolean;
  /** Rules that ask for facts, and what they are told; null for all others. */
  readonly #facts: { readonly rules: FactRules; readonly accounts: ReadAccounts } | null;
  readonly #planned = new Map<string, Booked>();
  #looksFirst: boolean;

  constructor(context: RunContext, parts: PurchaseParts) {
    const { claimed, feed, ports } = context;
    this.#context = context;
    this.#reader = parts.reader;
    this.#program = parts.program;
    this.#failed = parts.failed;
    this.#lineage = parts.lineage;
    this.#takes = parts.takes ?? everyRow;
    this.#terms = termsOf(context, parts);
    this.#members = new MemberStates(
      ports.db.members,
      feed.partnerNo,
      ports.settings.membersCached,
    );
    const rules = factRules(parts.rules, parts.program, parts.reader.slots);
    const { partnerNo } = feed;
    const books = claimed.kind !== 'plan';
    this.#facts = rules && {
      rules,
      accounts: new ReadAccounts(ports.db.ledger, { partnerNo, books }),
    };
    this.#looksFirst = claimed.kind !== 'file';
  }

  async prepare(batch: RawBatch, isSelected: RowSelection): Promise<DecidedBatch> {
    const { stages } = this.#context;
    const mapped = stages
      .time('map', () => mapRows(this.#reader, batch.records, isSelected))
      .filter(this.#takes);
    if (this.#facts)
      return { rows: mapped.map((row) => ({ row, decision: null })), settlement: null };
    const decisions = stages.time('apply-rules', () => applyRules(this.#program, mapped));
    const rows = mapped.map((row, index) => ({ row, decision: decisions[index] ?? null }));
    const mustLook = idsToLookUp(rows, { all: this.#looksFirst }).length > 0;
    return { rows, settlement: mustLook ? null : await this.#settle(rows, new Map()) };
  }

  async post(batch: RawBatch, { rows, settlement }: DecidedBatch): Promise<void> {
    if (rows.length === 0) return;
    let ahead = settlement;
    for (let tried = 1; ; tried++) {
      try {
        await this.#commit(batch, ahead ?? (await this.#settleBooked(rows)));
        return;
      } catch (error) {
        if (!(error instanceof GateClosed) || tried >= gateTries) throw error;
        this.#looksFirst = true;
        ahead = null;
      }
    }
  }

  /** Looks up what is booked under the ids of the batch; only right when the batch before is committed. */
  async #settleBooked(rows: readonly DecidedRow[]): Promise<PurchaseSettlement> {
    const { ports, feed } = this.#context;
    const ids = this.#facts
      ? allIds(rows.map(({ row }) => row))
      : idsToLookUp(rows, { all: this.#looksFirst });
    const booked =
      ids.length === 0 ? new Map<string, Booked>() : await ports.db.ledger.booked(feed.feedNo, ids);
    if (booked.size === 0 && !this.#terms.repeats) this.#looksFirst = false;
    this.#recallPlanned(ids, booked);
    const settlement = await this.#settle(rows, booked);
    if (this.#context.claimed.kind === 'plan')
      this.#rememberPlanned(
        settlement.entries.map(({ txnId }) => txnId),
        booked,
      );
    return settlement;
  }

  async #settle(
    rows: readonly DecidedRow[],
    booked: Map<string, Booked>,
  ): Promise<PurchaseSettlement> {
    const { stages } = this.#context;
    const mapped = rows.map(({ row }) => row);
    const members = this.#facts ? membersOf(mapped) : earningMembers(rows);
    const memberStates = await stages.timeAsync('validate', () => this.#members.of(members));
    const lineage = this.#terms.repeats ? await this.#lineage.among(booked.values()) : noRuns;
    if (this.#facts) {
      const { rules } = this.#facts;
      const accounts = await this.#facts.accounts.of(members);
      const standing = { booked, lineage, memberStates, accounts };
      return stages.time(
        'apply-rules',
        () => settleInTurn(mapped, rules, this.#terms, standing).settlement,
      );
    }
    return settlePurchases(rows, this.#terms, { booked, lineage, memberStates });
  }

  async #commit(batch: RawBatch, settlement: PurchaseSettlement): Promise<void> {
    const { ports, feed, claimed } = this.#context;
    await commitBatch(this.#context, batch, settlement, this.#failed, async (tx) => {
      const now = ports.clock.now();
      const at = this.#facts ? await this.#facts.accounts.lock(tx, now) : now;
      if (settlement.newMembers.size > 0)
        await tx.members.create(feed.partnerNo, [...settlement.newMembers].sort(), at);
      if (settlement.entries.length > 0 && !(await tx.ledger.book(settlement.entries, at)))
        throw new GateClosed('An id of the batch is booked already');
    });
    // Only now: a batch settled ahead must create them too, in case this one had not come to its end.
    if (claimed.kind !== 'plan') this.#members.created(settlement.newMembers);
  }

  /** A plan books nothing, so what it would have booked stands here. */
  #recallPlanned(ids: readonly string[], booked: Map<string, Booked>): void {
    if (this.#planned.size === 0) return;
    for (const id of ids) {
      const planned = this.#planned.get(id);
      if (planned) booked.set(id, planned);
    }
  }

  #rememberPlanned(ids: readonly string[], booked: ReadonlyMap<string, Booked>): void {
    for (const id of ids) {
      const standing = booked.get(id);
      if (standing && this.#planned.size < plannedMost) this.#planned.set(id, standing);
    }
  }
}

interface PurchaseParts {
  readonly reader: FeedReader;
  readonly rules: RuleSetDocument;
  /** Of these rules. */
  readonly program: Program;
  readonly failed: FailedRows;
  readonly lineage: Lineage;
  /** Which of the rows that were read are posted here; all unless said. */
  readonly takes?: (row: MappedRow) => boolean;
}

const everyRow = () => true;

const noRuns: ReadonlySet<number> = new Set();

function termsOf(
  { lease, feed, bundle, claimed }: RunContext,
  { reader, failed }: { reader: FeedReader; failed: FailedRows },
): PurchaseTerms {
  return {
    ...feedTerms(feed, bundle.format, reader),
    runNo: lease.runNo,
    bundleId: bundle.id,
    repeats: claimed.kind !== 'file',
    failedBefore: failed,
  };
}
