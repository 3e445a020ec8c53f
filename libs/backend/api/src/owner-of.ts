import type { Caller } from '@waybill/contracts';
import type { Owner } from '@waybill/store';

/** The person whose settings an operation is about: always the one who asks. */
export function ownerOf({ issuer, subject }: Caller): Owner {
  return { issuer, subject };
}
