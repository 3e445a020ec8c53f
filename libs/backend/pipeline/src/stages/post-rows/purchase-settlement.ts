import type { Member, RowProblem } from '@waybill/contracts';
import type { Decision } from '@waybill/rules';
import { ruleCodes } from '@waybill/rules';
import type { Booked, MemberAccount, NewEntry } from '@waybill/store';
import type { Value } from '@waybill/tabular';
import { pipelineProblems, rowProblem } from '../../problems.ts';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import { judgeMember, type MemberPolicy } from '../validate-rows/judge-member.ts';
import { contentHash } from './content-hash.ts';
import type { FailedRows } from './failed-rows.ts';
import { SettlementBuilder, type Settlement, type Verdict } from './settlement.ts';

/** A readable row and what the rules say about it; `decision` is null exactly when the row has problems. */
export interface DecidedRow {
  readonly row: MappedRow;
  readonly decision: Decision | null;
}

/** What stays the same for all batches of a run. */
export interface PurchaseTerms {
  readonly runNo: number;
  readonly feedNo: number;
  readonly partnerNo: number;
  readonly bundleId: number;
  /** Where the date of the purchase is in the values. */
  readonly dateSlot: number;
  readonly members: MemberPolicy;
  /** Whether the run goes over rows that were posted before: a replay or its plan. */
  readonly repeats: boolean;
  /** Rows that had failed before; only they can be new to a replay. */
  readonly failedBefore: Pick<FailedRows, 'has'>;
}

/** What the store knows about the rows of one batch. */
export interface Standing {
  /** By transaction id. Rows settled earlier in the batch are added to it. */
  readonly booked: {
    get(txnId: string): Booked | undefined;
    set(txnId: string, booked: Booked): unknown;
  };
  /** Numbers of the runs over this very file, this one included. */
  readonly lineage: ReadonlySet<number>;
  readonly memberStates: Pick<ReadonlyMap<string, Member['state']>, 'get'>;
  /** By member number, for rules that ask for facts. Entries of the batch are added as they are settled. */
  readonly accounts?: ReadonlyMap<string, MemberAccount>;
}

/** Is told what a row books, before its verdict is known. */
export type Books = Pick<SettlementBuilder, 'book'>;

export interface PurchaseSettlement extends Settlement {
  /** Members to create before anything is booked for them. */
  readonly newMembers: ReadonlySet<string>;
}

/**
 * Decides what becomes of each row of a batch of purchases. Every row gets exactly one outcome, in row order, and is taken from `rows` only
 * when those before it are settled.
 */
export function settlePurchases(
  rows: Iterable<DecidedRow>,
  terms: PurchaseTerms,
  standing: Standing,
): PurchaseSettlement {
  const builder = new SettlementBuilder({ withDeltas: terms.repeats });
  const settler = new PurchaseSettler(terms, standing, builder);
  for (const { row, decision } of rows) builder.settle(row, settler.settle(row, decision));
  return { ...builder.done(), newMembers: settler.newMembers };
}

/** Settles purchases one after the other. */
export class PurchaseSettler {
  readonly #terms: PurchaseTerms;
  readonly #standing: Standing;
  readonly #books: Books;
  readonly #newMembers = new Set<string>();

  constructor(terms: PurchaseTerms, standing: Standing, books: Books) {
    this.#terms = terms;
    this.#standing = standing;
    this.#books = books;
  }

  get newMembers(): ReadonlySet<string> {
    return this.#newMembers;
  }

  settle(row: MappedRow, decision: Decision | null): Verdict {
    const { values, txnId, memberNo } = row;
    if (values === null || decision === null || txnId === null || memberNo === null)
      return rejected(row.problems ?? []);
    const readable = { row, values, txnId, memberNo };
    switch (decision.kind) {
      case 'accrue':
        return this.#accrue(readable, decision);
      case 'reverse':
        return this.#reverse(readable, decision);
      case 'skip':
        return this.#skip(readable, decision);
      default:
        return rejected([ruleProblem(row, decision)]);
    }
  }

  #accrue(readable: Readable, decision: Accrual): Verdict {
    const booked = this.#standing.booked.get(readable.txnId);
    if (booked) {
      return this.#isOwn(booked, readable)
        ? this.#again(readable, booked, decision)
        : repeated(readable, booked);
    }
    const problem = this.#judgeMember(readable);
    if (problem) return rejected([problem]);
    this.#book(readable, decision, 0);
    return posted;
  }

  /** A replay meets the row that booked this id: nothing to do unless today's rules give other points. */
  #again(readable: Readable, booked: Booked, { points, expiresOn, clauses }: Accrual): Verdict {
    if (booked.accruedPoints === points && booked.memberNo === readable.memberNo) return unchanged;
    if (booked.reversed) return returned;
    const problem = this.#judgeMember(readable);
    if (problem) return rejected([problem]);
    this.#takeBack(readable, booked, clauses);
    this.#book(readable, { points, expiresOn, clauses }, booked.revision + 1);
    return posted;
  }

  #skip(readable: Readable, decision: Extract<Decision, { kind: 'skip' }>): Verdict {
    const booked = this.#standing.booked.get(readable.txnId);
    if (!booked || booked.reversed || !this.#isOwn(booked, readable))
      return { outcome: 'skipped', code: decision.code };
    this.#takeBack(readable, booked, decision.clause ?? '');
    return posted;
  }

  #reverse(readable: Readable, decision: Extract<Decision, { kind: 'reverse' }>): Verdict {
    const { row, values, txnId, memberNo } = readable;
    const itself = this.#standing.booked.get(txnId);
    if (itself) return repeated(readable, itself);
    const original = this.#standing.booked.get(row.originalTxnId ?? '');
    // Another member's purchase reads like an unknown one, so that nobody can probe for ids.
    if (original?.memberNo !== memberNo) return rejected([unknownOriginal(row)]);
    if (original.reversed) {
      const isSettled = this.#terms.repeats && !this.#terms.failedBefore.has(row.record.rowNo);
      if (isSettled) return unchanged;
      return original.reversalContentHash === contentHash(values)
        ? duplicate
        : rejected([alreadyReversed(row)]);
    }
    const points = decision.points ?? original.points;
    if (points > original.points) return rejected([tooMuch(row, points, original.points)]);
    if (points === 0) return { outcome: 'skipped', code: 'RULE-003' };
    const entry = this.#enter(readable, {
      kind: 'reversal',
      txnId: original.txnId,
      revision: original.revision,
      memberNo,
      points,
      expiresOn: original.expiresOn,
      clauses: decision.clauses,
      contentHash: contentHash(values),
    });
    this.#standing.booked.set(original.txnId, {
      ...original,
      points: original.points - points,
      reversed: true,
      reversalContentHash: entry.contentHash,
    });
    return posted;
  }

  #book(readable: Readable, { points, expiresOn, clauses }: Accrual, revision: number): void {
    const { row, txnId, memberNo, values } = readable;
    const hash = contentHash(values);
    this.#enter(readable, {
      kind: 'accrual',
      txnId,
      revision,
      memberNo,
      points,
      expiresOn,
      clauses,
      contentHash: hash,
    });
    this.#standing.booked.set(txnId, {
      txnId,
      revision,
      memberNo,
      points,
      accruedPoints: points,
      expiresOn,
      contentHash: hash,
      reversalContentHash: null,
      runNo: this.#terms.runNo,
      rowNo: row.record.rowNo,
      reversed: false,
    });
  }

  #takeBack(readable: Readable, booked: Booked, clauses: string): void {
    const { txnId, revision, memberNo, points, expiresOn, contentHash: hash } = booked;
    this.#enter(
      readable,
      {
        kind: 'reversal',
        txnId,
        revision,
        memberNo,
        points,
        expiresOn,
        clauses,
        contentHash: hash,
      },
      { correction: true },
    );
    this.#standing.booked.set(txnId, {
      ...booked,
      points: 0,
      reversed: true,
      reversalContentHash: hash,
    });
  }

  #enter(
    { row, values }: Readable,
    facts: Pick<
      NewEntry,
      | 'kind'
      | 'txnId'
      | 'revision'
      | 'memberNo'
      | 'points'
      | 'expiresOn'
      | 'clauses'
      | 'contentHash'
    >,
    options?: { correction: boolean },
  ): NewEntry {
    const { feedNo, partnerNo, runNo, bundleId, dateSlot } = this.#terms;
    const occurredOn = values[dateSlot];
    if (typeof occurredOn !== 'number')
      throw new Error('A purchase without a date passed its checks');
    // Spelled out, since a spread costs more than the rest of settling a row.
    const entry: NewEntry = {
      kind: facts.kind,
      feedNo,
      partnerNo,
      txnId: facts.txnId,
      revision: facts.revision,
      memberNo: facts.memberNo,
      points: facts.points,
      occurredOn,
      expiresOn: facts.expiresOn,
      runNo,
      rowNo: row.record.rowNo,
      bundleId,
      clauses: facts.clauses,
      contentHash: facts.contentHash,
    };
    this.#books.book(entry, options);
    this.#standing.accounts?.get(entry.memberNo)?.add(entry);
    return entry;
  }

  #judgeMember({ row, memberNo }: Readable): RowProblem | null {
    const judged = judgeMember(
      memberNo,
      this.#standing.memberStates.get(memberNo),
      this.#terms.members,
      row.record.line,
    );
    if (judged === 'create') this.#newMembers.add(memberNo);
    return typeof judged === 'string' ? null : judged;
  }

  #isOwn(booked: Booked, { row }: Readable): boolean {
    return (
      this.#terms.repeats &&
      booked.rowNo === row.record.rowNo &&
      this.#standing.lineage.has(booked.runNo)
    );
  }
}

type Accrual = Pick<Extract<Decision, { kind: 'accrue' }>, 'points' | 'expiresOn' | 'clauses'>;

interface Readable {
  readonly row: MappedRow;
  readonly values: readonly Value[];
  readonly txnId: string;
  readonly memberNo: string;
}

const posted: Verdict = { outcome: 'posted', code: null };
const duplicate: Verdict = { outcome: 'duplicate', code: pipelineProblems.DUPLICATE };
const unchanged: Verdict = { outcome: 'unchanged', code: pipelineProblems.UNCHANGED };
const returned: Verdict = { outcome: 'skipped', code: pipelineProblems.ORIGINAL_REVERSED };

function rejected(problems: readonly RowProblem[]): Verdict {
  return { outcome: 'rejected', code: problems[0]?.code ?? pipelineProblems.INTERNAL, problems };
}

/** The same id again, in this file or another: the same content is a duplicate, other content never passes silently. */
function repeated({ row, values }: Readable, booked: Booked): Verdict {
  const hash = contentHash(values);
  if (hash === booked.contentHash) return duplicate;
  const problem = rowProblem('CONFLICT', {
    message: 'This id was posted before with other content; the first posting stands.',
    line: row.record.line,
    found: `content ${hash.toString(16)}`,
    expected: `content ${booked.contentHash.toString(16)}, as posted`,
  });
  return { outcome: 'conflict', code: problem.code, problems: [problem] };
}

function ruleProblem(
  row: MappedRow,
  decision: Extract<Decision, { kind: 'reject' | 'error' }>,
): RowProblem {
  return {
    code: decision.code,
    name: ruleCodes[decision.code].name,
    scope: 'row',
    message: decision.message,
    line: row.record.line,
    expected:
      decision.clause === null
        ? 'values the rules can use'
        : `a row that ${decision.clause} accepts`,
  };
}

function unknownOriginal(row: MappedRow): RowProblem {
  return rowProblem('ORIGINAL', {
    message: 'The purchase that this row takes back is not known for the member.',
    line: row.record.line,
    column: 'originalTxnId',
    expected: 'the id of a posted purchase of this member',
  });
}

function alreadyReversed(row: MappedRow): RowProblem {
  return rowProblem('ORIGINAL_REVERSED', {
    message: 'The purchase was taken back before.',
    line: row.record.line,
    column: 'originalTxnId',
    expected: 'a purchase that still stands',
  });
}

function tooMuch(row: MappedRow, points: number, most: number): RowProblem {
  return rowProblem('REVERSAL_TOO_LARGE', {
    message: 'The row takes back more points than the purchase earned.',
    line: row.record.line,
    found: `${String(points)} points`,
    expected: `at most ${String(most)} points`,
  });
}
