import type { NewPartner, Page, Partner, PartnerSort, PartnerStats } from '@waybill/contracts';

/** Every read that can reach a partner's data takes the tenant: a partner id, or null for callers that may see all. */
export type Tenant = string | null;

export interface PartnerStore {
  /** Returns false when the id is taken. */
  insert(partner: NewPartner, at: Date): Promise<boolean>;
  find(id: string, tenant: Tenant): Promise<Partner | null>;
  /** As `find`, and nobody else changes it until the transaction ends. */
  lock(id: string, tenant: Tenant): Promise<Partner | null>;
  update(
    id: string,
    change: Partial<Pick<Partner, 'name' | 'timeZone' | 'state' | 'contacts'>>,
    at: Date,
  ): Promise<void>;
  list(
    query: {
      q?: string | undefined;
      state?: readonly Partner['state'][] | undefined;
      /** Default `id`. */
      sort?: PartnerSort | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<Partner>>;
  stats(query: { q?: string | undefined }, tenant: Tenant): Promise<PartnerStats>;
}
