import type { AuditEvent, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { AuditStore } from '@waybill/store';

export interface ListAuditEventsPorts {
  audit: Pick<AuditStore, 'list'>;
}

/** A page of the audit trail. It knows no tenants, so no partner's client has the permission. */
export async function listAuditEvents(
  { query }: Asked<typeof operations.listAuditEvents>,
  { audit }: ListAuditEventsPorts,
): Promise<Result<Page<AuditEvent>>> {
  return success(await audit.list(query));
}
