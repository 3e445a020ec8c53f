import type { AuditEvent, Page } from '@waybill/contracts';

export interface NewAuditEvent {
  at: Date;
  /** `person:<sub>`, `machine:<client>`, `partner:<client>` or `system:<part>`. */
  actor: string;
  action: string;
  object: string;
  detail: Readonly<Record<string, unknown>>;
}

export interface AuditStore {
  /** Appends in the caller's transaction; call it last, since it locks the chain's head until commit. */
  append(event: NewAuditEvent): Promise<void>;
  list(query: {
    action?: string | undefined;
    object?: string | undefined;
    actor?: string | undefined;
    /** RFC 3339; `from` is part of the range, `to` is not. */
    from?: string | undefined;
    to?: string | undefined;
    /** `newest` unless given. */
    sort?: 'newest' | 'oldest' | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<AuditEvent>>;
  /** Walks the chain; `firstBad` is the position where it breaks. */
  verify(): Promise<{ events: number; intact: boolean; head: string; firstBad: number | null }>;
}
