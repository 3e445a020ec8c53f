/** What this library itself finds wrong with a file or a row. */
export const readingProblems = {
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
} as const;
