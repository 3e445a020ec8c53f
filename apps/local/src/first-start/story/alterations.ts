import type { IncidentId } from './incidents.ts';
import type { FileText } from './write-file.ts';
import type { PlannedColumn } from './plan.ts';

/** A file that is about to be sent. */
export interface Draft extends Omit<FileText, 'rows'> {
  rows(): readonly (readonly string[])[];
  readonly columns: readonly PlannedColumn[];
  /** Folders of the landing bucket, as `acme/purchases`. */
  readonly folder: string;
  readonly name: string;
  readonly at: Date;
  /** What becomes of the written bytes before they leave the partner. */
  readonly onTheWay?: (bytes: Buffer) => Buffer;
}

const minutes = (count: number) => count * 60_000;

function later(draft: Draft, ms: number): Draft {
  return { ...draft, at: new Date(draft.at.getTime() + ms) };
}

function renamed(name: string, addition: string): string {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}${addition}${name.slice(dot)}`;
}

/** The first bytes of every zip container, which is what a spreadsheet is. */
const spreadsheet = Buffer.concat([
  Buffer.from('504b0304140006000800', 'hex'),
  Buffer.from('[Content_Types].xml'),
  Buffer.alloc(2048, 7),
]);

/** What an incident does to the file of its day; most days have none. */
export const alterations: Partial<Record<IncidentId, (draft: Draft) => Draft[]>> = {
  'encoding-switched': (draft) => [
    { ...draft, dialect: { ...draft.dialect, encoding: 'windows-1252' } },
  ],
  'file-sent-twice': (draft) => [
    draft,
    later({ ...draft, name: renamed(draft.name, ' (1)') }, minutes(48)),
  ],
  'rows-sent-again': (draft) => [
    draft,
    later(
      { ...draft, name: renamed(draft.name, '-resend'), rows: () => draft.rows().toReversed() },
      minutes(290),
    ),
  ],
  'header-renamed': (draft) => [
    {
      ...draft,
      columns: draft.columns.map((column) =>
        column.field === 'amount' ? { ...column, name: 'total_amount' } : column,
      ),
    },
  ],
  'feed-late': (draft) => [later(draft, minutes(300))],
  'feed-missing': () => [],
  'roster-truncated': (draft) => [
    { ...draft, onTheWay: (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.43)) },
  ],
  'roster-shrunk': (draft) => [
    { ...draft, rows: () => draft.rows().slice(0, Math.floor(draft.rows().length * 0.35)) },
  ],
  'spreadsheet-sent': (draft) => [
    { ...draft, onTheWay: () => spreadsheet },
    later({ ...draft, name: renamed(draft.name, '_v2') }, minutes(70)),
  ],
  'wrong-folder': (draft) => [{ ...draft, folder: 'acme/purchase' }],
};
