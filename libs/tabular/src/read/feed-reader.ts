import type { CanonicalField, Value } from '../canonical-record.ts';
import type { RawRecord } from '../decode/raw-record.ts';
import type { Column, FeedFormat } from '../feed-format.ts';
import type { ResolvedHeader } from '../header/resolve-header.ts';
import { rowProblem, type Problem } from '../problem.ts';
import { isFlaw, type CellFlaw, type ParseCell } from './cell-flaw.ts';
import { checkedParser, cleanerOf } from './column-reader.ts';
import { minorUnitDigits } from './currency.ts';
import { fieldReader, type FieldReader } from './field-reader.ts';
import { fieldScale, slotsOf } from './slots.ts';
import { DerivedKeys, type Sha256Hex } from './transaction-key.ts';

export interface ReadContext {
  /** SHA-256 of a text's UTF-8 bytes, as hex. Called once per row, and only for feeds with derived keys. */
  sha256Hex: Sha256Hex;
  /** SHA-256 of the file, as hex. Only looked at for derived keys of scope `file`. */
  fileSha256: string;
  /** Days since 1970-01-01, UTC. Purchases later than tomorrow are refused: no time zone is further ahead. */
  today: number;
}

/** A row as a canonical record (`values` in slot order), or everything that is wrong with it. */
export type ReadRow =
  | { values: Value[]; problems: null }
  | {
      values: null;
      /** At least one, in column order. */
      problems: Problem[];
      /** The id the row has all the same, so that its correction is posted under it; null when that is unknown. */
      txnId: string | null;
    };

/** Stands in for the value of a cell whose flaw is reported already. */
const reported = Symbol('reported');

interface ColumnPlan {
  column: Column;
  position: number;
  parse: ParseCell;
}

/**
 * Turns the raw records of one file into canonical records. Made per file: with derived keys it counts, so it must be
 * shown every row from the first one on, in order, by `read` or `skip`.
 */
export class FeedReader {
  readonly slots: readonly CanonicalField[];

  readonly #columns: readonly Column[];
  readonly #clean: (cell: string) => string | null;
  readonly #plans: readonly ColumnPlan[];
  readonly #fields: readonly FieldReader[];
  readonly #keys: DerivedKeys | null;
  readonly #keySlot: number;
  readonly #amountSlot: number;
  readonly #currencySlot: number;
  readonly #dateSlot: number;
  readonly #latestDay: number;
  readonly #texts: (string | null)[];
  readonly #typed: (Value | typeof reported)[];
  readonly #inOrder: readonly number[];
  #header: ResolvedHeader | null = null;
  #cellAt: readonly number[];

  constructor(format: FeedFormat, { sha256Hex, fileSha256, today }: ReadContext) {
    const { layout, mapping, dialect, valueMaps } = format;
    this.#columns = layout.columns;
    this.#clean = cleanerOf(dialect);
    this.slots = slotsOf(format);
    const slotOf = (name: string) => this.slots.findIndex((field) => field.name === name);
    const isPurchase = format.documentType === 'purchase';
    this.#amountSlot = isPurchase ? slotOf('amount') : -1;
    this.#currencySlot = isPurchase ? slotOf('currency') : -1;
    this.#dateSlot = isPurchase ? slotOf('occurredOn') : -1;
    this.#latestDay = today + 1;
    const key = mapping.transactionKey;
    this.#keySlot = slotOf('txnId');
    this.#keys =
      key.kind === 'derived' && this.#keySlot !== -1
        ? new DerivedKeys(key, layout, sha256Hex, fileSha256)
        : null;
    this.#fields = this.slots
      .map((field, slot) => {
        const entry = mapping.fields.find((candidate) => candidate.field === field.name);
        return fieldReader(field, slot, entry, layout.columns, valueMaps);
      })
      .filter((reader) => this.#keys === null || reader.slot !== this.#keySlot);
    this.#plans = layout.columns
      .map((column, position) => ({ column, position, parse: checkedParser(column) }))
      .filter((plan) => isWorthReading(plan, this.#fields));
    this.#texts = layout.columns.map(() => null);
    this.#typed = layout.columns.map(() => null);
    this.#inOrder = layout.columns.map((_, index) => index);
    this.#cellAt = this.#inOrder;
  }

  /**
   * Never throws for what a row holds. `givenTxnId` is for a row that is read again on its own, corrected or replayed: the id
   * it was given when the file was read, instead of a new one.
   */
  read(record: RawRecord, givenTxnId?: string): ReadRow {
    if (record.problems !== null) return { values: null, problems: record.problems, txnId: null };
    const txnId = this.#keyOf(record, givenTxnId);
    let problems = this.#readColumns(record);
    const values = new Array<Value>(this.slots.length).fill(null);
    if (txnId !== null) values[this.#keySlot] = txnId;
    for (const reader of this.#fields) {
      const value = this.#valueOf(reader);
      if (value === reported) continue;
      if (isFlaw(value))
        (problems ??= []).push(this.#problem(record, reader.columnName, reader.column, value));
      else if (value === null && reader.field.required) {
        (problems ??= []).push(
          this.#problem(record, reader.columnName, reader.column, absentField(reader.field)),
        );
      } else values[reader.slot] = value;
    }
    if (this.#dateSlot !== -1) problems = this.#checkPurchase(record, values, problems);
    if (problems === null) return { values, problems };
    const known = values[this.#keySlot];
    return { values: null, problems, txnId: typeof known === 'string' ? known : null };
  }

  /** For a row whose outcome is known from before: only counts it, so that the keys of the rows behind it stay theirs. */
  skip(record: RawRecord): void {
    if (record.problems === null) this.#keyOf(record, undefined);
  }

  #keyOf(record: RawRecord, given: string | undefined): string | null {
    if (record.header !== this.#header) this.#bind(record.header);
    return this.#keys === null ? null : (given ?? this.#keys.next(record.cells, this.#cellAt));
  }

  #bind(header: ResolvedHeader | null): void {
    this.#header = header;
    this.#cellAt = header === null ? this.#inOrder : header.indexByColumn;
  }

  #readColumns(record: RawRecord): Problem[] | null {
    let problems: Problem[] | null = null;
    for (const { column, position, parse } of this.#plans) {
      const cell = record.cells[this.#cellAt[position] as number];
      const text = cell === undefined ? null : this.#clean(cell);
      let value: Value | CellFlaw | typeof reported = text === null ? null : parse(text);
      if (text === null && column.required) value = absentCell;
      if (isFlaw(value)) {
        (problems ??= []).push(this.#problem(record, column.name, position, value));
        value = reported;
      }
      this.#texts[position] = text;
      this.#typed[position] = value;
    }
    return problems;
  }

  #valueOf({ column, direct, convert, absent }: FieldReader): Value | CellFlaw | typeof reported {
    if (column === -1) return absent;
    const typed = this.#typed[column] as Value | typeof reported;
    if (typed === null) return absent;
    if (direct || typed === reported) return typed;
    return convert(this.#texts[column] as string);
  }

  #checkPurchase(record: RawRecord, values: Value[], found: Problem[] | null): Problem[] | null {
    let problems = found;
    const day = values[this.#dateSlot];
    if (typeof day === 'number' && day > this.#latestDay)
      (problems ??= []).push(this.#fieldProblem(record, this.#dateSlot, tooFarAhead));
    const amount = values[this.#amountSlot];
    const currency = values[this.#currencySlot];
    if (typeof amount !== 'number' || typeof currency !== 'string') return problems;
    const digits = minorUnitDigits(currency) ?? 0;
    const field = this.slots[this.#amountSlot];
    if (field === undefined || amount % 10 ** (fieldScale(field) - digits) === 0) return problems;
    const expected = `at most ${String(digits)} decimal places in ${currency}`;
    (problems ??= []).push(
      this.#fieldProblem(record, this.#amountSlot, { name: 'PRECISION', expected }),
    );
    return problems;
  }

  #fieldProblem(record: RawRecord, slot: number, flaw: CellFlaw): Problem {
    const reader = this.#fields.find((candidate) => candidate.slot === slot);
    return this.#problem(record, reader?.columnName, reader?.column ?? -1, flaw);
  }

  /** Names the column as this file does, and shows the cell as it was sent. */
  #problem(
    record: RawRecord,
    columnName: string | undefined,
    position: number,
    flaw: CellFlaw,
  ): Problem {
    const at = this.#cellAt[position] ?? -1;
    const column = record.header?.names[at] ?? columnName;
    const found = record.cells[at] ?? '';
    return rowProblem(flaw.name, {
      line: record.line,
      ...(column === undefined ? {} : { column }),
      found,
      expected: flaw.expected,
    });
  }
}

/**
 * A reader for one file of this feed.
 * @throws Error when the feed makes no sense in a way that `checkFormat` reports.
 */
export function compileFeed(format: FeedFormat, context: ReadContext): FeedReader {
  return new FeedReader(format, context);
}

const absentCell: CellFlaw = { name: 'REQUIRED', expected: 'a value' };
const tooFarAhead: CellFlaw = { name: 'DATE_RANGE', expected: 'a day that is not in the future' };

function absentField(field: CanonicalField): CellFlaw {
  return { name: 'REQUIRED', expected: `a value for ${field.name}` };
}

/** A column nobody maps is still read when the layout promises something about it. */
function isWorthReading({ column, position }: ColumnPlan, fields: readonly FieldReader[]): boolean {
  const promises =
    column.required ||
    column.type !== 'text' ||
    column.allowed !== undefined ||
    column.maxLength !== undefined;
  return promises || fields.some((reader) => reader.column === position);
}
