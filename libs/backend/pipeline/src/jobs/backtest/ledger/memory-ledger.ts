import type { Booked } from '@waybill/store';
import { Column } from './column.ts';
import type { TextIndex } from './text-index.ts';

/** What rule sets that are compared have in common: the same ids and members. */
export interface LedgerTexts {
  readonly txnIds: TextIndex;
  readonly members: TextIndex;
}

const none = -1;
const noDate = -0x80000000;

/**
 * What one rule set has booked by transaction id, to be asked and told like a map. In columns: an entry that was not
 * taken back has 32 bytes in them, and nothing has to be collected.
 */
export class MemoryLedger {
  readonly #texts: LedgerTexts;
  /** Of the member; none where nothing is booked. */
  readonly #member = new Column(Int32Array, none);
  readonly #revision = new Column(Int32Array, 0);
  readonly #points = new Column(Float64Array, 0);
  /** Points of the accrual above what is left of them. */
  readonly #takenBack = new Column(Float64Array, 0);
  readonly #occurredOn = new Column(Int32Array, 0);
  readonly #expiresOn = new Column(Int32Array, noDate);
  readonly #contentHash = new Column(Float64Array, 0);
  readonly #reversalContentHash = new Column(Float64Array, NaN);
  readonly #runNo = new Column(Float64Array, 0);
  readonly #rowNo = new Column(Int32Array, 0);
  readonly #reversed = new Column(Int32Array, 0);

  constructor(texts: LedgerTexts) {
    this.#texts = texts;
  }

  has(txnId: string): boolean {
    const at = this.#texts.txnIds.find(txnId);
    return at >= 0 && this.#member.get(at) !== none;
  }

  get(txnId: string): Booked | undefined {
    const at = this.#texts.txnIds.find(txnId);
    const member = at < 0 ? none : this.#member.get(at);
    if (member === none) return undefined;
    const points = this.#points.get(at);
    const expiresOn = this.#expiresOn.get(at);
    const reversalContentHash = this.#reversalContentHash.get(at);
    return {
      txnId,
      revision: this.#revision.get(at),
      memberNo: this.#texts.members.textOf(member),
      points,
      accruedPoints: points + this.#takenBack.get(at),
      occurredOn: this.#occurredOn.get(at),
      expiresOn: expiresOn === noDate ? null : expiresOn,
      contentHash: this.#contentHash.get(at),
      reversalContentHash: Number.isNaN(reversalContentHash) ? null : reversalContentHash,
      runNo: this.#runNo.get(at),
      rowNo: this.#rowNo.get(at),
      reversed: this.#reversed.get(at) === 1,
    };
  }

  set(txnId: string, booked: Booked): void {
    const at = this.#texts.txnIds.add(txnId);
    this.#member.set(at, this.#texts.members.add(booked.memberNo));
    this.#revision.set(at, booked.revision);
    this.#points.set(at, booked.points);
    this.#takenBack.set(at, booked.accruedPoints - booked.points);
    this.#occurredOn.set(at, booked.occurredOn);
    this.#expiresOn.set(at, booked.expiresOn ?? noDate);
    this.#contentHash.set(at, booked.contentHash);
    this.#reversalContentHash.set(at, booked.reversalContentHash ?? NaN);
    this.#runNo.set(at, booked.runNo);
    this.#rowNo.set(at, booked.rowNo);
    this.#reversed.set(at, booked.reversed ? 1 : 0);
  }
}
