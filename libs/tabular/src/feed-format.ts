/**
 * How a partner writes a file and what it should mean: the data that makes a feed a feed.
 *
 * All of it is plain JSON, so that a new partner is a row in a table and never a line of code.
 * Vocabulary after Frictionless Table Dialect / Table Schema 2.0, with fixed width, trailer and derived keys added.
 */

/** How the bytes are cut into records and cells. */
export interface Dialect {
  format: 'delimited' | 'fixed-width';
  /** WHATWG encoding label: `utf-8`, `windows-1252`, `utf-16le`, `big5`, … Decoding is always strict. */
  encoding: string;
  /** One ASCII character. Delimited only. */
  delimiter: string;
  /** One ASCII character, or null when the partner never quotes. Delimited only. */
  quote: string | null;
  /** `any` accepts CRLF and LF mixed; a lone CR ends a line only when `cr` is declared. */
  lineEnding: 'any' | 'cr';
  /** Whether the first record after `skipLines` names the columns. */
  header: boolean;
  /** Lines before the header (or before the first row) that belong to nobody. */
  skipLines: number;
  /** Match header names without regard to case and outer spaces. */
  normaliseHeaders: boolean;
  /** Remove spaces around every cell before anything else looks at it. */
  trim: boolean;
  /** Cells that mean "no value", compared after trimming. The empty cell always does. */
  nullTokens: readonly string[];
  /** The last record, when the partner promises one. */
  trailer: Trailer | null;
  limits: FileLimits;
}

/** A last record such as `TRL,1000`: `marker` is its first cell, `countCell` the cell (0-based) that holds the row count. */
export interface Trailer {
  marker: string;
  countCell: number;
}

/** Every file is bounded; a limit that is hit is a coded problem, never an out-of-memory. */
export interface FileLimits {
  fileBytesMax: number;
  lineBytesMax: number;
  cellCharsMax: number;
  columnsMax: number;
  rowsMax: number;
}

export type ColumnType = 'text' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'boolean';

/** One expected column and what a cell in it may hold. */
export interface Column {
  /** As in the header; for a feed without header the name given to the position. */
  name: string;
  type: ColumnType;
  required: boolean;
  /** Other header names that mean this column. */
  aliases?: readonly string[];
  /** date/timestamp: tokens `yyyy MM dd HH mm ss SSS`, literals as written, e.g. `dd/MM/yyyy`. ISO 8601 when absent. */
  format?: string;
  /** timestamp without offset: the IANA zone it is in. */
  timeZone?: string;
  /** decimal: most digits after the separator. */
  scale?: number;
  /** decimal/integer: the separator, `.` unless said. Grouping separators are never accepted. */
  decimalSeparator?: '.' | ',';
  /** boolean: the cells that mean true and false. */
  trueTokens?: readonly string[];
  falseTokens?: readonly string[];
  /** Bounds as written in the file (`"2020-01-01"`, `"0.01"`). */
  minimum?: string;
  maximum?: string;
  maxLength?: number;
  allowed?: readonly string[];
  /** Fixed width: 0-based first character and number of characters. */
  start?: number;
  width?: number;
}

export interface Layout {
  columns: readonly Column[];
  /** A column that the layout does not name. */
  unknownColumns: 'ignore' | 'reject';
}

/** Fills one canonical field from one column or a constant. */
export interface FieldMapping {
  field: string;
  column?: string;
  constant?: string;
  /** Translate the cell through this value map before conversion. */
  valueMap?: string;
  /** What an absent cell stands for. */
  default?: string;
}

/** A code translation table. A cell without an entry is a MAPPING problem unless `otherwise` is given. */
export interface ValueMap {
  name: string;
  entries: Readonly<Record<string, string>>;
  otherwise?: string;
}

/**
 * Where a row's transaction id comes from.
 *
 * `column`: the mapped field `txnId`.
 * `derived`: files without ids. The id is `<sha-256 of the named columns' raw cells, first 16 bytes, hex>-<n>`, n counting
 * identical rows from 1 in file order, so that two identical purchases both count and the same file always yields the same ids.
 * `scope: 'file'` also hashes the file's SHA-256, for partners whose files never overlap; `feed` recognises a row again in a later file.
 */
export type TransactionKey =
  { kind: 'column' } | { kind: 'derived'; columns: readonly string[]; scope: 'feed' | 'file' };

export interface Mapping {
  fields: readonly FieldMapping[];
  transactionKey: TransactionKey;
}

export type DocumentType = 'purchase' | 'roster';

/** Everything needed to turn bytes into canonical records. */
export interface FeedFormat {
  documentType: DocumentType;
  dialect: Dialect;
  layout: Layout;
  mapping: Mapping;
  valueMaps: readonly ValueMap[];
}
