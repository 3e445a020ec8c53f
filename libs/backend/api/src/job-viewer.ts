import type { Caller } from '@waybill/contracts';
import type { JobViewer } from '@waybill/store';

/** Whose jobs a caller sees: their own, and an admin everybody's. */
export function jobViewer({ issuer, kind, partner, roles, subject }: Caller): JobViewer {
  return { issuer, subject, partner, seesAll: kind === 'person' && roles.includes('admin') };
}
