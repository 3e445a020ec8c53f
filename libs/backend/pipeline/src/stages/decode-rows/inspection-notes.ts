import type { RunEvent } from '@waybill/contracts';
import type { FeedFormat, ResolvedHeader } from '@waybill/tabular';
import type { RunContext } from '../../run/run-context.ts';
import { runEvent } from '../../run/run-events.ts';
import type { Inspection } from './inspect-file.ts';

type Accepted = Extract<Inspection, { kind: 'accepted' }>;
type Note = Omit<RunEvent, 'seq'>;

/** Names written out; a file may have a thousand columns. */
const namesMax = 40;

/** What was found in a file that is acceptable as a whole: how it is written, its columns, and the checks it passed. */
export function inspectionNotes(
  context: RunContext,
  { rows, flags, header, trailer }: Accepted,
): Note[] {
  const { format } = context.bundle;
  const note = (level: Note['level'], code: string, message: string) =>
    runEvent(context, 'decode', level, code, message);
  return [
    note('info', 'DIALECT', `Read as ${dialectText(format)}.`),
    ...(header === null ? [] : columnNotes(header, format, note)),
    note('info', 'INSPECTED', `${String(rows)} rows, ${String(context.file.sizeBytes)} bytes.`),
    ...(trailer
      ? [note('info', 'TRAILER', `The trailer says ${String(rows)} rows, and so many are there.`)]
      : []),
    ...flags.map((flag) => note('warning', flag, flagMessages[flag])),
  ];
}

function dialectText({ dialect, layout }: FeedFormat): string {
  const { encoding, delimiter, quote, header, skipLines } = dialect;
  const isFixed = dialect.format === 'fixed-width';
  return [
    encoding,
    isFixed
      ? `fixed width, ${String(layout.columns.length)} columns`
      : `delimited by ${nameOf(delimiter)}`,
    ...(isFixed ? [] : [quote === null ? 'never quoted' : `quoted by ${quote}`]),
    header ? `header in line ${String(skipLines + 1)}` : 'no header',
  ].join(', ');
}

function nameOf(delimiter: string): string {
  return delimiter === '\t' ? 'tab' : delimiter === ' ' ? 'space' : `“${delimiter}”`;
}

function columnNotes(
  { names, drift }: ResolvedHeader,
  { layout }: FeedFormat,
  note: (level: Note['level'], code: string, message: string) => Note,
): Note[] {
  const { added, removed, reordered, renamed } = drift;
  const likely = renamed.map(({ from, to }) => `“${from}” may now be “${to}”`).join(', ');
  return [
    note('info', 'COLUMNS', `${String(names.length)} columns: ${listed(names)}.`),
    ...(added.length > 0 && layout.unknownColumns === 'ignore'
      ? [note('warning', 'COLUMNS_UNKNOWN', `Not in the layout and left aside: ${listed(added)}.`)]
      : []),
    ...(removed.length > 0
      ? [
          note(
            'warning',
            'COLUMNS_ABSENT',
            `In the layout but not in the file: ${listed(removed)}.${likely ? ` ${likely}.` : ''}`,
          ),
        ]
      : []),
    ...(reordered
      ? [
          note(
            'info',
            'COLUMNS_REORDERED',
            'The columns come in another order than in the layout; they are found by name.',
          ),
        ]
      : []),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesMax).join(', ');
  const rest = names.length - namesMax;
  return rest > 0 ? `${shown} and ${String(rest)} more` : shown;
}

const flagMessages = {
  EMPTY: 'The file has a header and not one row.',
  TRUNCATED: 'The last row is cut off; the upload may have been incomplete.',
};
