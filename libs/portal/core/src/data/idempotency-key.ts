import type { PortalProblem } from '../problems/portal-problem.ts';

/**
 * The `Idempotency-Key` of one deed. The same as long as nobody knows what became of it, so that pressing twice, or again after a lost
 * answer, does it once; another one after an answer, which the hub would only give again to whoever repeats the key.
 */
export class IdempotencyKey {
  private key = crypto.randomUUID();

  headers(): { 'Idempotency-Key': string } {
    return { 'Idempotency-Key': this.key };
  }

  /** For a try that failed. Who is signed out was told nothing of the deed itself. */
  failed({ retryable, kind }: PortalProblem): void {
    if (!retryable && kind !== 'signed-out') this.renew();
  }

  /** For another deed. */
  renew(): void {
    this.key = crypto.randomUUID();
  }
}
