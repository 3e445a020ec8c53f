import type { ChangeRequest } from '@waybill/contracts';

/** A request that does not wait for a decision any more. */
export interface ClosedRequest {
  readonly code: 'change-request-closed';
  readonly request: Pick<ChangeRequest, 'id' | 'state' | 'closedBecause'>;
}

export function whyClosed({ request: { id, state, closedBecause } }: ClosedRequest): string {
  return `Change request ${id} is ${state}${closedBecause === null ? '.' : `: ${closedBecause}`}`;
}
