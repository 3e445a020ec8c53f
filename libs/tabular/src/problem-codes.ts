/**
 * Every way a file or a row can be refused, under a code that is never renumbered (`AREA-NNN`) and a name people say.
 *
 * `title` is one line for a list; `advice` tells whoever can repair it what to do. Codes of the later stages live here
 * too, so that one table is the whole vocabulary of a run's report.
 */
export const problemCatalogue = {
  'TRANSPORT-001': {
    name: 'SOURCE_MISSING',
    title: 'The file is no longer there',
    advice: 'Ask the partner to deliver it again.',
  },
  'TRANSPORT-002': {
    name: 'SOURCE_UNREADABLE',
    title: 'The file cannot be read from storage',
    advice: 'Check the access and key of the landing bucket, then replay.',
  },
  'TRANSPORT-003': {
    name: 'KEY',
    title: 'The file name is not acceptable',
    advice: 'Use a plain name without control characters or path tricks.',
  },
  'FILE-001': {
    name: 'FILE_EMPTY',
    title: 'The file holds nothing',
    advice: 'Ask the partner whether the export ran; deliver the file again.',
  },
  'FILE-002': {
    name: 'ENCODING',
    title: 'Bytes that are not in the declared encoding',
    advice: 'Export in the declared encoding, or declare the one that is used.',
  },
  'FILE-003': {
    name: 'CONTENT_MISMATCH',
    title: 'Not a text table at all',
    advice: 'Deliver CSV or fixed-width text, not a workbook, archive, page or picture.',
  },
  'FILE-004': {
    name: 'FILE_TOO_LARGE',
    title: 'The file is larger than the feed allows',
    advice: 'Split the file, or raise the limit of the feed.',
  },
  'FILE-005': {
    name: 'ROW_LIMIT',
    title: 'More rows than the feed allows',
    advice: 'Split the file, or raise the limit of the feed.',
  },
  'FILE-006': {
    name: 'TRUNCATED',
    title: 'The file ends in the middle of a row',
    advice: 'The upload was probably cut off; deliver the whole file again.',
  },
  'FILE-007': {
    name: 'TRAILER_MISSING',
    title: 'The promised trailer record is absent',
    advice: 'The upload was probably cut off; deliver the whole file again.',
  },
  'FILE-008': {
    name: 'TRAILER_MISMATCH',
    title: 'The trailer counts other rows than the file has',
    advice: 'Rows are missing or doubled; deliver the whole file again.',
  },
  'FILE-009': {
    name: 'DUPLICATE_FILE',
    title: 'The same bytes were processed before',
    advice: 'Nothing to do; use replay if they shall be processed again.',
  },
  'FILE-010': {
    name: 'FEED_UNKNOWN',
    title: 'No feed matches this file',
    advice: 'Assign the file to a feed, or correct its name or folder.',
  },
  'PARSE-001': {
    name: 'QUOTE',
    title: 'A quote where none may be',
    advice: 'Quote the whole cell and double every quote inside it.',
  },
  'PARSE-002': {
    name: 'QUOTE_UNCLOSED',
    title: 'A quoted cell that never ends',
    advice: 'Close the quote on the named line; everything after it is inside that cell.',
  },
  'PARSE-003': {
    name: 'FIELD_COUNT',
    title: 'A row with too few or too many cells',
    advice: 'Give the row exactly the cells of the header; quote cells that hold the delimiter.',
  },
  'PARSE-004': {
    name: 'CONTROL_CHAR',
    title: 'A NUL character in a cell',
    advice: 'Remove the NUL from the source data.',
  },
  'PARSE-005': {
    name: 'LINE_ENDING',
    title: 'Lines end with a lone carriage return',
    advice: 'End lines with LF or CRLF, or declare CR line ends for the feed.',
  },
  'PARSE-006': {
    name: 'LINE_TOO_LONG',
    title: 'A record longer than the feed allows',
    advice: 'Check that lines end at all, or raise the limit of the feed.',
  },
  'PARSE-007': {
    name: 'TOO_MANY_COLUMNS',
    title: 'More columns than the feed allows',
    advice: 'Check the delimiter, or raise the limit of the feed.',
  },
  'LAYOUT-001': {
    name: 'HEADER_MISMATCH',
    title: 'The first record is not the expected header',
    advice: 'Check the delimiter and that the header line is there.',
  },
  'LAYOUT-002': {
    name: 'HEADER_MISSING',
    title: 'An expected column is not in the header',
    advice: 'Deliver the column, or map its new name in the layout.',
  },
  'LAYOUT-003': {
    name: 'HEADER_UNKNOWN',
    title: 'A column that the layout does not know',
    advice: 'Remove the column, add it to the layout, or let the feed ignore unknown columns.',
  },
  'LAYOUT-004': {
    name: 'HEADER_DUPLICATE',
    title: 'Two columns with one name',
    advice: 'Give every column its own name.',
  },
  'LAYOUT-005': {
    name: 'HEADER_FORBIDDEN',
    title: 'A column name that is reserved',
    advice: 'Rename the column.',
  },
  'TYPE-001': {
    name: 'NUMBER',
    title: 'Not a plain number',
    advice:
      'Write digits with the declared decimal separator, without grouping, currency sign or exponent.',
  },
  'TYPE-002': {
    name: 'PRECISION',
    title: 'More decimal places than allowed',
    advice: "Write no more decimal places than the column or the row's currency has.",
  },
  'TYPE-003': {
    name: 'DATE',
    title: 'Not a date in the expected format',
    advice: 'Write the date as the feed declares it; it must exist in the calendar.',
  },
  'TYPE-004': {
    name: 'BOOLEAN',
    title: 'Neither yes nor no',
    advice: 'Use one of the declared tokens.',
  },
  'TYPE-005': {
    name: 'CURRENCY',
    title: 'Not a currency code',
    advice: 'Use an ISO 4217 code in capitals, such as USD.',
  },
  'CONSTRAINT-001': {
    name: 'REQUIRED',
    title: 'A required value is absent',
    advice: 'Fill the cell.',
  },
  'CONSTRAINT-002': {
    name: 'RANGE',
    title: 'A number outside its bounds',
    advice: 'Correct the value, or the bounds of the column.',
  },
  'CONSTRAINT-003': {
    name: 'DATE_RANGE',
    title: 'A date outside its bounds',
    advice: 'Correct the date, or the bounds of the column.',
  },
  'CONSTRAINT-004': {
    name: 'NOT_ALLOWED',
    title: 'A value that is not in the list',
    advice: 'Use one of the listed values.',
  },
  'CONSTRAINT-005': {
    name: 'CHAR',
    title: 'An invisible or look-alike character in an id',
    advice: 'Write the id with plain visible characters.',
  },
  'CONSTRAINT-006': {
    name: 'ID_NOT_CANONICAL',
    title: 'An id that is not in its one canonical form',
    advice: 'Remove outer spaces and write accents composed (Unicode NFC).',
  },
  'CONSTRAINT-007': {
    name: 'FIELD_TOO_LONG',
    title: 'A value longer than allowed',
    advice: 'Shorten the value; it is never cut.',
  },
  'MAPPING-001': {
    name: 'VALUE_MAP',
    title: 'No entry in the value map',
    advice: 'Add the value to the map, or correct the cell.',
  },
  'REFERENCE-001': {
    name: 'MEMBER',
    title: 'No such member',
    advice: 'Create the member or correct the number, then replay the row.',
  },
  'REFERENCE-002': {
    name: 'MEMBER_STATE',
    title: 'The member cannot earn points now',
    advice: "Check the member's state.",
  },
  'RULE-001': {
    name: 'RULE_ERROR',
    title: 'A rule could not be calculated',
    advice: 'Open the trace of the row and correct the rule.',
  },
  'RULE-002': {
    name: 'RULE_RANGE',
    title: 'A rule grants more than it may',
    advice: 'Check the rule or its limit.',
  },
  'RULE-003': {
    name: 'RULE_REJECTED',
    title: 'A rule rejects the row',
    advice: 'See the named rule for the reason.',
  },
  'DUPLICATE-001': {
    name: 'CONFLICT',
    title: 'The id was posted before with other content',
    advice: 'Correct the id, or send a reversal and a new transaction.',
  },
  'LEDGER-001': {
    name: 'INSUFFICIENT',
    title: 'The balance is too small',
    advice: "Check the member's balance.",
  },
  'GUARD-001': {
    name: 'MASS_CHANGE',
    title: 'The file would change unusually much',
    advice: 'Release the held file if this is intended.',
  },
  'SYSTEM-001': {
    name: 'INTERNAL',
    title: 'The hub failed on this row',
    advice: 'Replay the row; call support if it fails again.',
  },
} as const;

export type ProblemCode = keyof typeof problemCatalogue;
export type ProblemName = (typeof problemCatalogue)[ProblemCode]['name'];

const codeByName = new Map<ProblemName, ProblemCode>(
  (Object.keys(problemCatalogue) as ProblemCode[]).map((code) => [
    problemCatalogue[code].name,
    code,
  ]),
);

/** The stable `AREA-NNN` code of a problem's name. */
export function codeOf(name: ProblemName): ProblemCode {
  const code = codeByName.get(name);
  if (code === undefined) throw new Error(`The catalogue has no problem named ${name}.`);
  return code;
}
