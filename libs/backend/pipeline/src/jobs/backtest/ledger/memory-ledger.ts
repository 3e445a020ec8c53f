import type { Booked } from '@waybill/store';
import { Column } from './column.ts';
import type { TextIndex } from './text-index.ts';

/** What rule sets that are compared have in common: the same ids and members. */
export interface LedgerTexts {
  readonly txnIds: TextIndex;
  readonly members: TextIndex;
}

/** How an id stands. `plain`: booked once, by nobody's run, and not taken back; nothing of it is in the columns. */
const absent = 0;
const plain = 1;
const special = 2;

const noDate = -0x80000000;
const chunkBits = 12;
const chunkSize = 1 << chunkBits;
const intsEach = 4;
const doublesEach = 2;

/** What nearly all entries have, side by side: those of one id are in the cache together. */
interface Chunk {
  /** How it stands, member, day of expiry, row. */
  readonly ints: Int32Array;
  /** Points, content hash. */
  readonly doubles: Float64Array;
}

/**
 * What one rule set has booked by transaction id, to be asked and told like a map. In typed arrays: an entry that was not
 * taken back has 32 bytes in them, and nothing has to be collected.
 */
export class MemoryLedger {
  readonly #texts: LedgerTexts;
  readonly #chunks: (Chunk | undefined)[] = [];
  readonly #revision = new Column(Int32Array, 0);
  /** Points of the accrual above what is left of them. */
  readonly #takenBack = new Column(Float64Array, 0);
  readonly #reversalContentHash = new Column(Float64Array, NaN);
  readonly #runNo = new Column(Float64Array, 0);
  readonly #reversed = new Column(Int32Array, 0);

  constructor(texts: LedgerTexts) {
    this.#texts = texts;
  }

  has(txnId: string): boolean {
    const at = this.#texts.txnIds.find(txnId);
    const chunk = this.#chunks[at >>> chunkBits];
    return chunk !== undefined && chunk.ints[(at & (chunkSize - 1)) * intsEach] !== absent;
  }

  get(txnId: string): Booked | undefined {
    const at = this.#texts.txnIds.find(txnId);
    const chunk = this.#chunks[at >>> chunkBits];
    if (chunk === undefined) return undefined;
    const int = (at & (chunkSize - 1)) * intsEach;
    if (chunk.ints[int] === absent) return undefined;
    const double = (at & (chunkSize - 1)) * doublesEach;
    const points = chunk.doubles[double] as number;
    const expiresOn = chunk.ints[int + 2] as number;
    const reversalContentHash = this.#reversalContentHash.get(at);
    return {
      txnId,
      revision: this.#revision.get(at),
      memberNo: this.#texts.members.textOf(chunk.ints[int + 1] as number),
      points,
      accruedPoints: points + this.#takenBack.get(at),
      expiresOn: expiresOn === noDate ? null : expiresOn,
      contentHash: chunk.doubles[double + 1] as number,
      reversalContentHash: Number.isNaN(reversalContentHash) ? null : reversalContentHash,
      runNo: this.#runNo.get(at),
      rowNo: chunk.ints[int + 3] as number,
      reversed: this.#reversed.get(at) === 1,
    };
  }

  set(txnId: string, booked: Booked): void {
    const at = this.#texts.txnIds.add(txnId);
    const chunk = (this.#chunks[at >>> chunkBits] ??= {
      ints: new Int32Array(chunkSize * intsEach),
      doubles: new Float64Array(chunkSize * doublesEach),
    });
    const int = (at & (chunkSize - 1)) * intsEach;
    const double = (at & (chunkSize - 1)) * doublesEach;
    const stands = isPlain(booked) ? plain : special;
    if (stands === special || chunk.ints[int] === special) this.#setSpecial(at, booked);
    chunk.ints[int] = stands;
    chunk.ints[int + 1] = this.#texts.members.add(booked.memberNo);
    chunk.ints[int + 2] = booked.expiresOn ?? noDate;
    chunk.ints[int + 3] = booked.rowNo;
    chunk.doubles[double] = booked.points;
    chunk.doubles[double + 1] = booked.contentHash;
  }

  #setSpecial(at: number, booked: Booked): void {
    this.#revision.set(at, booked.revision);
    this.#takenBack.set(at, booked.accruedPoints - booked.points);
    this.#reversalContentHash.set(at, booked.reversalContentHash ?? NaN);
    this.#runNo.set(at, booked.runNo);
    this.#reversed.set(at, booked.reversed ? 1 : 0);
  }
}

function isPlain(booked: Booked): boolean {
  return (
    booked.revision === 0 &&
    booked.runNo === 0 &&
    !booked.reversed &&
    booked.accruedPoints === booked.points &&
    booked.reversalContentHash === null
  );
}
