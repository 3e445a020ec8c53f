import type { LedgerIntegrity, operations } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { AuditStore, LedgerStore } from '@waybill/store';

export interface GetLedgerIntegrityPorts {
  ledger: Pick<LedgerStore, 'integrity'>;
  audit: Pick<AuditStore, 'verify'>;
}

/** Adds the ledger up anew and walks the whole audit chain; says what holds, trusts no stored total. */
export async function getLedgerIntegrity(
  _asked: Asked<typeof operations.getLedgerIntegrity>,
  { ledger, audit }: GetLedgerIntegrityPorts,
): Promise<Result<LedgerIntegrity>> {
  const [sums, { events, intact, head }] = await Promise.all([ledger.integrity(), audit.verify()]);
  return success({ ...sums, auditChain: { events, intact, head } });
}
