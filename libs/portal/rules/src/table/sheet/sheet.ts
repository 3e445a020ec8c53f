import type { RuleSetDocument } from '@waybill/rules';

/** A text that a cell took, or why it did not, in a sentence. */
export type Written<Row> = { readonly row: Row } | { readonly fault: string };

export interface SheetColumn<Row> {
  /** Also where its value is below the row, as a JSON pointer without the first slash: `when/0`. */
  readonly id: string;
  readonly label: string;
  /** Under the label, such as the type of a field. */
  readonly hint?: string;
  /** In rem. */
  readonly width: number;
  /** `choice` takes one of `choices`; `panel` is opened instead of typed in. */
  readonly kind: 'text' | 'code' | 'choice' | 'panel';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly read: (row: Row) => string;
  /** `rows`: of the sheet as they are by now. */
  readonly write: (row: Row, text: string, rows: readonly Row[]) => Written<Row>;
  /** What is shown instead of the text. */
  readonly show?: (row: Row) => string;
  /** What a text says, in words. */
  readonly meaning?: (text: string) => string | null;
  /** What does not take its text takes nothing else of a pasted row: it would come to a row that is not meant. */
  readonly namesRow?: true;
  /** Whether a finding at that place below the row is about this column; those at `id` and below it are. */
  readonly isAt?: (place: string) => boolean;
}

/** A list of a rule set as rows and columns. */
export interface Sheet<Row> {
  /** JSON pointer of the list. */
  readonly place: string;
  readonly label: string;
  /** What a row is called. */
  readonly noun: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: readonly Row[];
  /** That the list cannot keep an order of its own, and why. */
  readonly unordered?: string;
  /** Names a row in addresses, unlike every other. */
  readonly keyOf: (row: Row) => string;
  /** The row as decisions name it; null for rows that decide nothing. */
  readonly clauseOf: (row: Row) => string | null;
  /** The index of the row that a segment of a JSON pointer names, where that is not the index itself. */
  readonly indexAt?: (segment: string) => number;
  readonly put: (document: RuleSetDocument, rows: readonly Row[]) => RuleSetDocument;
  readonly blank: (rows: readonly Row[]) => Row;
  readonly copy: (row: Row, rows: readonly Row[]) => Row;
  /** A document with this row alone, so that it is checked at once; its place there. */
  readonly alone?: (document: RuleSetDocument, row: Row) => Alone;
  /** The row as a sentence. */
  readonly reading?: (row: Row, index: number) => string | null;
}

export interface Alone {
  readonly document: RuleSetDocument;
  readonly place: string;
}

export function isAt<Row>({ id, isAt: own }: SheetColumn<Row>, place: string): boolean {
  return own ? own(place) : place === id || place.startsWith(`${id}/`);
}

/** `name`, or the first of `name-2`, `name-3` … that none has; `between` instead of the hyphen where a name may have none. */
export function freeName(name: string, taken: readonly string[], between = '-'): string {
  const base = name.replace(/-\d+$/, '');
  let candidate = name;
  for (let count = 2; taken.includes(candidate); count += 1)
    candidate = `${base}${between}${String(count)}`;
  return candidate;
}
