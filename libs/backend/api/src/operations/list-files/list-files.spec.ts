import { aFile, aRowProblem } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listFiles } from './list-files.ts';

describe('list-files', () => {
  const query = { limit: 50, sort: 'newest' as const };
  const problem = aRowProblem({ scope: 'file' });

  it('shows support every partner’s files, with what was found in them', async () => {
    const result = await listFiles(asked(aPerson('support'), { query }), store());

    expect(result).toMatchObject({
      value: { items: [{ partner: 'acme', problem }, { partner: 'globex' }], next: 'more' },
    });
  });

  it('shows a partner its own', async () => {
    const result = await listFiles(asked(aPartnerClient('globex'), { query }), store());

    expect(result).toMatchObject({ value: { items: [{ partner: 'globex' }] } });
  });

  it('keeps what stood in a file from who may not read payload', async () => {
    const result = await listFiles(asked(aPerson('viewer'), { query }), store());

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
    expect(result).toMatchObject({
      value: {
        items: [
          { problem: { code: 'TYPE-003', expected: 'a date', found: '•••' } },
          { problem: null },
        ],
      },
    });
  });

  function store() {
    const all = [aFile({ problem }), aFile({ partner: 'globex' })];
    return {
      files: {
        list: async (_query: object, tenant: string | null) => ({
          items: all.filter(({ partner }) => tenant === null || partner === tenant),
          next: 'more',
        }),
      },
    };
  }
});
