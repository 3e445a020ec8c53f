import { aRowError } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getRowError } from './get-row-error.ts';

describe('get-row-error', () => {
  const params = { rowErrorId: 'err_01' };

  it('gives what was asked for', async () => {
    const result = await getRowError(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: aRowError() });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getRowError(
      asked(aPerson('support'), { params: { rowErrorId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getRowError(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('keeps cells, line and findings from who may not read payload, and tells them the rest', async () => {
    const result = await getRowError(asked(aPerson('viewer'), { params }), store());

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
    expect(result).toMatchObject({
      value: {
        cells: null,
        rawLine: null,
        problems: [
          {
            code: 'TYPE-003',
            column: 'date',
            expected: 'a date',
            found: '•••',
            message: 'Line 8, column “date”: expected a date.',
          },
        ],
      },
    });
  });
});

function store(known = aRowError()) {
  return {
    rowErrors: {
      find: async (id: string, tenant: string | null) =>
        id === 'err_01' && (tenant === null || tenant === 'acme') ? known : null,
    },
  };
}
