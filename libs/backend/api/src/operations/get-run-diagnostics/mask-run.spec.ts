import { aRowError, aRowProblem, aRun, aRunBundle, aRunEvent } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { clearColumnsOf, maskedEvent, maskedRowError, maskedRun, shapeOf } from './mask-run.ts';

const mapping = (...fields: { field: string; column: string }[]) => {
  const { format } = aRunBundle();
  return { format: { ...format, mapping: { ...format.mapping, fields } } };
};

describe('masking a run', () => {
  it.each([
    ['Erika Müller-Lüdenscheidt', 'xxxxx xxxxxx-xxxxxxxxxxxx'],
    ['ada@acme.example', 'xxx@xxxx.xxxxxxx'],
    ['1815-12-10', '9999-99-99'],
    ['日本 ٣', 'xx 9'],
    ['Ame\u0301lie', 'xxxxxxx'],
  ])('leaves of %s its shape', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  it('shows the columns of a booking, and no column of a person or of nobody', () => {
    const columns = clearColumnsOf(
      mapping(
        { field: 'txnId', column: 'id' },
        { field: 'memberNo', column: 'employee' },
        { field: 'name', column: 'employee_name' },
        { field: 'note', column: 'remark' },
      ),
    );

    expect([...columns]).toEqual(['id', 'employee']);
  });

  it('hides a column that is mapped to a number and to a name', () => {
    const twice = mapping({ field: 'memberNo', column: 'who' }, { field: 'name', column: 'who' });

    expect(clearColumnsOf(twice).size).toBe(0);
  });

  it('masks the wrong cell wherever it stands, for it may hold anything', () => {
    const error = aRowError({
      problems: [
        aRowProblem({
          column: 'date',
          found: 'Erika',
          message: 'Line 8, column “date”: expected a date, found “Erika”.',
        }),
      ],
      cells: [
        { column: 'txn_id', text: 'T-7', problem: null },
        { column: 'date', text: 'Erika', problem: 0 },
        { column: 'remark', text: 'for Erika', problem: null },
      ],
      rawLine: 'T-7,Erika,for Erika',
    });

    const masked = maskedRowError(error, new Set(['txn_id', 'date']));

    expect(JSON.stringify(masked)).not.toContain('Erika');
    expect(masked.cells?.map(({ text }) => text)).toEqual(['T-7', 'xxxxx', 'xxx xxxxx']);
    expect(masked.problems[0]).toMatchObject({
      found: 'xxxxx',
      message: 'Line 8, column “date”: expected a date, found “xxxxx”.',
    });
  });

  it('masks every cell of a row that may have slipped', () => {
    const { column: _column, ...problem } = aRowProblem({ code: 'STRUCTURE-003' });
    const cells = [{ column: 'txn_id', text: 'Erika', problem: null }];

    const masked = maskedRowError(aRowError({ problems: [problem], cells }), new Set(['txn_id']));

    expect(masked.cells?.[0]?.text).toBe('xxxxx');
  });

  it('names no colleague', () => {
    const cancellation = { at: aRun().queuedAt, by: 'person:ines', reason: 'wrong month' };
    const event = aRunEvent({ message: 'person:ines asked to cancel: wrong month' });

    expect(JSON.stringify([maskedRun(aRun({ cancellation })), maskedEvent(event)])).not.toContain(
      'ines',
    );
  });
});
