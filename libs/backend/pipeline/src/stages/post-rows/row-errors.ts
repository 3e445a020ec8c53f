import type { NewRowError } from '@waybill/store';
import type { FeedFormat, RawRecord } from '@waybill/tabular';
import { rawLine } from '../decode-rows/raw-line.ts';
import type { RawWindow } from '../decode-rows/raw-window.ts';
import type { BadRow } from './settlement.ts';

/** More than anybody repairs by hand in one row. */
const problemsMax = 50;
const idBytesMax = 128;

/** A bad row as the work item that people see: what is wrong, the cells, and the line as it was sent. */
export function rowErrorOf(
  { row, outcome, problems }: BadRow,
  format: FeedFormat,
  window: RawWindow,
): NewRowError {
  const { record } = row;
  return {
    rowNo: record.rowNo,
    line: record.line,
    outcome,
    problems: problems.slice(0, problemsMax),
    columns: columnNames(record, format),
    cells: record.cells,
    rawLine: rawLine(window.slice(record.offset, record.byteLength), format.dialect.encoding),
    txnId: row.txnId ?? mappedCell(record, format, 'txnId'),
    memberNo: row.memberNo ?? mappedCell(record, format, 'memberNo'),
  };
}

/** By which people look for a row that could not be read as a whole; null when the cell is not there, or too long to be an id. */
function mappedCell(
  { cells, header, problems }: RawRecord,
  { layout, mapping }: FeedFormat,
  field: 'txnId' | 'memberNo',
): string | null {
  // Cells of a row that was cut wrongly are not what their column says.
  if (problems !== null) return null;
  const column = mapping.fields.find((each) => each.field === field)?.column;
  const position = layout.columns.findIndex(({ name }) => name === column);
  const cell = cells[header?.indexByColumn[position] ?? position]?.trim() ?? '';
  return cell === '' || Buffer.byteLength(cell) > idBytesMax ? null : cell;
}

function columnNames(record: RawRecord, format: FeedFormat): readonly string[] {
  return record.header?.names ?? format.layout.columns.map(({ name }) => name);
}
