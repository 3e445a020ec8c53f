import type { FilePreview } from '@waybill/contracts';
import {
  formatOfAnything,
  guessDialect,
  looksLikeHeader,
  sampleRows,
  type Dialect,
  type FeedFormat,
  type FileSample,
} from '@waybill/tabular';

const rowsShown = 20;
const cellsShown = 60;
const charactersShown = 200;

/** As the feed cuts it; what it would refuse is shown by a guess, beside the reason. */
export function previewAsFeed(format: FeedFormat, sample: FileSample): FilePreview {
  const { header, rows, refusal } = sampleRows(format, sample, rowsShown + 1);
  if (rows.length === 0 && refusal !== null) return { ...previewByGuess(sample), refusal };
  const names = header ?? (format.dialect.header ? null : format.layout.columns.map(nameOf));
  return {
    ...factsOf(format.dialect, sample, rows.length),
    cutAs: 'feed',
    header: names === null ? null : shown(names),
    rows: rows.slice(0, rowsShown).map(({ line, cells, problems }) => ({
      line,
      cells: shown(cells),
      problems: problems ?? [],
    })),
    refusal,
  };
}

export function previewByGuess(sample: FileSample): FilePreview {
  const { dialect, foreign } = guessDialect(sample.bytes);
  if (foreign !== null)
    return {
      ...factsOf(dialect, sample, 0),
      cutAs: 'guess',
      header: null,
      rows: [],
      refusal: null,
    };
  const { rows } = sampleRows(formatOfAnything(dialect), sample, rowsShown + 2);
  const [first] = rows;
  const hasHeader = first !== undefined && looksLikeHeader(first.cells);
  const data = hasHeader ? rows.slice(1) : rows;
  return {
    ...factsOf(dialect, sample, data.length),
    cutAs: 'guess',
    header: hasHeader ? shown(first.cells) : null,
    rows: data
      .slice(0, rowsShown)
      .map(({ line, cells }) => ({ line, cells: shown(cells), problems: [] })),
    refusal: null,
  };
}

function factsOf(dialect: Dialect, sample: FileSample, rows: number) {
  return {
    encoding: dialect.encoding,
    delimiter: dialect.format === 'delimited' ? dialect.delimiter : null,
    masked: false,
    bytesRead: sample.bytes.length,
    isWhole: sample.isWhole && rows <= rowsShown,
  };
}

function nameOf({ name }: { name: string }): string {
  return name;
}

function shown(cells: readonly string[]): string[] {
  return cells
    .slice(0, cellsShown)
    .map((cell) => (cell.length > charactersShown ? `${cell.slice(0, charactersShown)}…` : cell));
}
