import type { ExportListName } from '@waybill/contracts';
import type { FilterWord } from './filter-words.ts';

/** What is to be exported: a list as somebody sees it. */
export interface ExportWish {
  readonly list: ExportListName;
  /** What it is a list of: `run`, `runs`. */
  readonly nouns: readonly [one: string, many: string];
  /** Filters and order as the API takes them, without paging. */
  readonly query: Readonly<Record<string, string>>;
  /** The same for people. */
  readonly filters: readonly FilterWord[];
  readonly order: string;
  /** Ids of the columns that are on the screen. */
  readonly columns: readonly string[];
  /** How many rows there are, as far as the screen knows. */
  readonly expected: number | null;
}
