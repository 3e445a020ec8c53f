import { aLedgerIntegrity } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { getLedgerIntegrity } from './get-ledger-integrity.ts';

describe('get-ledger-integrity', () => {
  const { auditChain, ...sums } = aLedgerIntegrity();

  it.each([true, false])('says what the ledger and the chain say: intact %s', async (intact) => {
    const ports = {
      ledger: { integrity: async () => ({ ...sums, balanced: intact }) },
      audit: { verify: async () => ({ ...auditChain, intact, firstBad: intact ? null : 3 }) },
    };

    const result = await getLedgerIntegrity(asked(aPerson('auditor')), ports);

    expect(result).toEqual({
      ok: true,
      value: { ...sums, balanced: intact, auditChain: { ...auditChain, intact } },
    });
  });
});
