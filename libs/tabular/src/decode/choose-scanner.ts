import type { FeedFormat } from '../feed-format.ts';
import { cellTextFor } from './cell-text.ts';
import { DelimitedScanner } from './delimited-scanner.ts';
import type { Encoding } from './encoding.ts';
import { FixedWidthScanner } from './fixed-width-scanner.ts';
import type { RecordSink, Scanner } from './raw-record.ts';

/** `start`: stream position of the first byte it will get. `line`: physical line of that byte. */
export function chooseScanner(
  format: FeedFormat,
  encoding: Encoding,
  sink: RecordSink,
  { start, line }: { start: number; line: number },
): Scanner {
  const text = cellTextFor(encoding);
  return format.dialect.format === 'delimited'
    ? new DelimitedScanner(format.dialect, text, sink, start, line)
    : new FixedWidthScanner(format, text, sink, start, line);
}
