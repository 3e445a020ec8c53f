import { aFeed, aFeedCalendar, aRunStats } from '@waybill/contracts/testing';
import { expectationOf, fieldsOf } from './expectation-fields.ts';
import { formatFieldsOf, formatWith } from './format-fields.ts';
import { columnLines, dialectFacts, keyText } from './format-words.ts';
import { rejectRates } from './reject-rates.ts';

const { format } = aFeed().bundle;

describe('the fields of an expectation', () => {
  it.each([
    ['a share of the median', { kind: 'median', percent: 40 }],
    ['a range', { kind: 'range', min: 10, max: null }],
    ['any number of rows', null],
  ] as const)('give back what was put in: %s', (_name, rows) => {
    const { expectation } = aFeedCalendar();
    if (!expectation) throw new Error('nothing is expected');

    expect(expectationOf(fieldsOf({ ...expectation, rows }, 'UTC'))).toEqual({
      ...expectation,
      rows,
    });
  });

  it('of a feed without one offer the partner’s zone and expect nothing', () => {
    const fields = fieldsOf(null, 'Asia/Tokyo');

    expect(fields).toMatchObject({ isExpected: false, timeZone: 'Asia/Tokyo' });
    expect(expectationOf(fields)).toBeNull();
    expect(expectationOf({ ...fields, isExpected: true })?.days).toHaveLength(5);
  });
});

describe('the fields of a format', () => {
  it('give back what was put in', () => {
    expect(formatWith(format, formatFieldsOf(format))).toEqual(format);
  });

  it('read aliases that are separated by commas', () => {
    const fields = formatFieldsOf(format);
    const columns = fields.columns.map((column) => ({ ...column, aliases: ' bill_no, , BillNo ' }));

    expect(formatWith(format, { ...fields, columns }).layout.columns[0]?.aliases).toEqual([
      'bill_no',
      'BillNo',
    ]);
  });

  it('take a pattern away that is emptied, and a quote that is never used', () => {
    const [first, ...rest] = format.layout.columns;
    if (!first) throw new Error('no column');
    const dated = { ...first, type: 'date' as const, format: 'dd.MM.yyyy' };
    const base = { ...format, layout: { ...format.layout, columns: [dated, ...rest] } };
    const fields = formatFieldsOf(base);
    const columns = fields.columns.map((column) => ({ ...column, format: '' }));

    const changed = formatWith(base, { ...fields, quote: '', columns });

    expect(changed.layout.columns[0]).not.toHaveProperty('format');
    expect(changed.dialect.quote).toBeNull();
  });
});

describe('a format in words', () => {
  it('says how a file is cut', () => {
    expect(dialectFacts(format)).toContainEqual({ name: 'Delimiter', value: 'Comma ,' });
  });

  it('says what becomes of each column', () => {
    expect(columnLines(format)).toEqual([
      { name: 'txn_id', aliases: [], type: 'Text', rules: ['required'], fields: ['txnId'] },
      { name: 'amount', aliases: [], type: 'Number', rules: [], fields: [] },
    ]);
  });

  it('says what makes a transaction one', () => {
    const derived = { kind: 'derived', columns: ['a', 'b'], scope: 'file' } as const;
    const mapping = { ...format.mapping, transactionKey: { ...derived, columns: ['a', 'b'] } };

    expect(keyText({ ...format, mapping })).toBe('Made of a, b; unique within its file.');
    expect(keyText({ ...format, documentType: 'roster' })).toBeNull();
  });
});

describe('reject rates', () => {
  it('are of all rows and not the mean of the days', () => {
    const { buckets } = aRunStats();
    const [bucket] = buckets;
    if (!bucket) throw new Error('no bucket');
    const heavy = { ...bucket, counts: { ...bucket.counts, read: 90, rejected: 0 } };

    expect(rejectRates({ buckets: [bucket, heavy] })).toMatchObject({
      rows: 100,
      rejected: 1,
      percent: 1,
      days: [{ percent: 10 }, { percent: 0 }],
    });
  });

  it('are unknown where nothing ran', () => {
    expect(rejectRates({ buckets: [] })).toMatchObject({ percent: null, days: [] });
  });
});
