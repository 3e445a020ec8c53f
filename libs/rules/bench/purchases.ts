import type { Value } from '../src/index.ts';

/** The same row as people hold it in a script: an object with named fields. Amounts stay unscaled integers. */
export interface Purchase {
  readonly txnId: string;
  readonly memberNo: string;
  readonly occurredOn: number;
  readonly amount: number;
  readonly currency: string;
  readonly quantity: number;
  readonly kind: string;
  readonly originalTxnId: string;
  readonly store: string;
  readonly category: string;
  readonly note: string;
  readonly lineNo: number;
}

/** A text that shares no memory with any other, as a file decoder makes them: comparing must look at the characters. */
function fresh(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Rows from a fixed seed: the same in every run. */
export function purchases(count: number): Purchase[] {
  let state = 20261123;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
  const pick = (choices: string) => {
    const list = choices.split(' ');
    return fresh(list[below(list.length)] ?? '');
  };
  return Array.from({ length: count }, (_, index) => ({
    txnId: fresh(`TX-${index}`),
    memberNo: fresh(`M${below(20_000)}`),
    occurredOn: 20_454 + below(365),
    amount: below(5_000_000),
    currency: pick('USD USD USD EUR GBP'),
    quantity: 1 + below(12),
    kind: pick('sale sale sale sale gift return'),
    originalTxnId: '',
    store: pick('NYC BOS SFO LAX SEA'),
    category: pick('MUSIC BOOKS GAMES TOYS FOOD'),
    note: '',
    lineNo: index,
  }));
}

export function valuesOf(row: Purchase): Value[] {
  return [
    row.txnId,
    row.memberNo,
    row.occurredOn,
    row.amount,
    row.currency,
    row.quantity,
    row.kind,
    row.originalTxnId,
    row.store,
    row.category,
    row.note,
    row.lineNo,
  ];
}
