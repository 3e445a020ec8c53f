import type { Caller } from '@waybill/contracts';

/** What the audit trail keeps of one deed; `@waybill/store` chains it by hash. */
export interface Deed {
  at: Date;
  actor: string;
  action: string;
  object: string;
  detail: Readonly<Record<string, unknown>>;
}

/** Who did something, as the audit trail names them: `person:<sub>`, `machine:<client>` or `partner:<client>`. */
export function actorOf(caller: Caller): string {
  return `${caller.kind}:${caller.kind === 'person' ? caller.subject : caller.clientId}`;
}

/**
 * One deed of a caller.
 *
 * @param action past tense with its noun: `partner.created`
 * @param object `<noun>:<id>`
 * @param detail what a reader needs beyond that; no personal data, no payload
 */
export function deed(
  { caller, traceId }: { caller: Caller; traceId: string },
  at: Date,
  action: string,
  object: string,
  detail: Readonly<Record<string, unknown>> = {},
): Deed {
  return {
    at,
    actor: actorOf(caller),
    action,
    object,
    detail: { ...detail, client: caller.clientId, issuer: caller.issuer, traceId },
  };
}
