interface MessyFile {
  file: string;
  /** How the feed declares the file; also the partner's name. */
  as: string;
  feed: { code: string } & Record<string, unknown>;
  expected: {
    state: string | undefined;
    code: string | null;
    read: number | undefined;
    rejected: number | undefined;
  };
}

/** A roster whose member number is one column of whatever the file has; enough to see that every row is read. */
function roster(
  memberColumn: string,
  dialect: Record<string, unknown>,
  columns: string[] = [memberColumn],
) {
  return {
    code: 'roster',
    name: 'A messy file',
    unknownMembers: 'create',
    format: {
      documentType: 'roster',
      dialect,
      layout: {
        columns: columns.map((name) => ({ name, required: name === memberColumn })),
        unknownColumns: 'ignore',
      },
      mapping: { fields: [{ field: 'memberNo', column: memberColumn }] },
    },
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `c${at + 1}`);
const all = (read: number) => ({ state: 'succeeded', code: null, read, rejected: 0 });
const refused = (code: string) => ({ state: 'failed', code, read: 0, rejected: 0 });

/** Each file twice: declared as what it is, and taken for a plain comma-separated UTF-8 file. */
export const messyFeeds: readonly MessyFile[] = [
  {
    file: '211.csv',
    as: 'macintosh-cr',
    feed: roster('ResourceAgencyNum', { encoding: 'macintosh', lineEnding: 'cr' }),
    expected: all(2132),
  },
  {
    file: '211.csv',
    as: 'naive-211',
    feed: roster('ResourceAgencyNum', {}),
    expected: refused('LINE_ENDING'),
  },
  {
    file: 'characters.csv',
    as: 'big5',
    feed: roster('id', { encoding: 'big5' }),
    expected: all(382),
  },
  {
    file: 'characters.csv',
    as: 'naive-characters',
    feed: roster('id', {}),
    expected: refused('ENCODING'),
  },
  { file: 'example.tsv', as: 'tab', feed: roster('hour', { delimiter: '\t' }), expected: all(140) },
  {
    file: 'example.tsv',
    as: 'naive-tsv',
    feed: roster('hour', {}),
    expected: refused('HEADER_MISMATCH'),
  },
  { file: 'long.csv', as: 'one-column', feed: roster('foo', {}), expected: all(3999) },
  {
    file: 'null.csv',
    as: 'null-token',
    feed: roster('c1', { header: false, nullTokens: ['null'] }, numbered(4)),
    expected: all(10),
  },
  { file: 'simple.psv', as: 'pipe', feed: roster('Year', { delimiter: '|' }), expected: all(28) },
  {
    file: 'simple.psv',
    as: 'naive-psv',
    feed: roster('Year', {}),
    expected: refused('HEADER_MISMATCH'),
  },
  {
    file: 'simple.ssv',
    as: 'semicolon',
    feed: roster('date', { delimiter: ';' }),
    expected: all(6),
  },
  {
    file: 'simple.ssv',
    as: 'naive-ssv',
    feed: roster('date', {}),
    expected: refused('HEADER_MISMATCH'),
  },
  {
    file: 'utf-16le_encoded.csv',
    as: 'utf-16le',
    feed: roster('Organisation_code', { encoding: 'utf-16le' }),
    expected: all(327),
  },
  {
    file: 'utf-16le_encoded.csv',
    as: 'naive-utf16',
    feed: roster('Organisation_code', {}),
    expected: refused('ENCODING'),
  },
  { file: 'utf8bom.csv', as: 'bom', feed: roster('kitten', {}), expected: all(0) },
  {
    file: 'weird_head_padding.csv',
    as: 'twelve-lines',
    feed: roster('c1', { delimiter: ';', header: false, skipLines: 12, trim: true }, numbered(11)),
    // 16 footnote lines below the table have one or two cells instead of eleven.
    expected: { state: 'partial', code: null, read: 76, rejected: 16 },
  },
  {
    file: 'weird_head_padding.csv',
    as: 'naive-padding',
    feed: roster('c1', { delimiter: ';' }),
    expected: refused('HEADER_MISMATCH'),
  },
];
