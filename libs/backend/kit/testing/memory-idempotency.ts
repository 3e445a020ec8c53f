import type { IdempotencyPort } from '../src/idempotency.ts';

type Claim = Awaited<ReturnType<IdempotencyPort['claim']>>;

/** The idempotency port in memory, for specs. */
export function memoryIdempotency(): IdempotencyPort {
  const slots = new Map<string, { requestHash: string; claim: Claim }>();
  const nameOf = (slot: { caller: string; operation: string; key: string }) =>
    JSON.stringify([slot.caller, slot.operation, slot.key]);
  return {
    async claim({ requestHash, ...slot }) {
      const taken = slots.get(nameOf(slot));
      if (!taken) {
        slots.set(nameOf(slot), { requestHash, claim: { kind: 'in-flight' } });
        return { kind: 'first' };
      }
      return taken.requestHash === requestHash ? taken.claim : { kind: 'other-request' };
    },
    async complete({ response, ...slot }) {
      const taken = slots.get(nameOf(slot));
      if (taken) taken.claim = { kind: 'done', response };
    },
    async release(slot) {
      slots.delete(nameOf(slot));
    },
  };
}
