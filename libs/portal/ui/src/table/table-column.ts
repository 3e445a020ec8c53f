import type { IconName } from '../icon/glyphs.ts';

/** One column of a data table, without what is in it: cells are templates (`wbCell`). */
export interface TableColumn {
  readonly id: string;
  readonly label: string;
  /** Width in rem; the first column takes what the others leave, and is never narrower than this. */
  readonly width: number;
  readonly align?: 'start' | 'end';
  /** Orders that a click on its head goes through, the usual one first. */
  readonly sorts?: readonly ColumnSort[];
  /** How it stands on a card where there is no room for a table; with its label unless told otherwise. */
  readonly card?: 'labelled' | 'bare' | 'wide' | 'none';
}

export interface ColumnSort {
  readonly id: string;
  readonly direction: 'ascending' | 'descending';
}

/** Where a row leads, and how it is called by who cannot see it. */
export interface RowLink {
  readonly commands: readonly unknown[];
  readonly queryParams?: Readonly<Record<string, string>>;
  readonly name: string;
}

/** What can be done with one cell, such as copying it. */
export interface CellAction {
  readonly icon: IconName;
  /** Says of which cell, for who cannot see it: `Copy purchases.csv`. */
  readonly name: string;
  act(): void;
}

export type Density = 'comfortable' | 'compact';
