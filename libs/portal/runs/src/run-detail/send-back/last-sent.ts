import type { AuditEvent } from '@waybill/contracts';

/** The last mail with rows of a run that left, or may have left. */
export interface LastSent {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  /** False where nobody knows what became of it. */
  readonly isKnown: boolean;
}

/** @param events of the run, newest first */
export function lastSent(events: readonly AuditEvent[]): LastSent | null {
  let isRefused = false;
  for (const { seq, at, actor, action, detail } of events) {
    if (action === 'run.sent-back') return { seq, at, actor, isKnown: true };
    if (action === 'run.send-back-failed') {
      if (detail['outcome'] === 'unknown') return { seq, at, actor, isKnown: false };
      isRefused = true;
    }
    if (action === 'run.send-back-begun') {
      if (!isRefused) return { seq, at, actor, isKnown: false };
      isRefused = false;
    }
  }
  return null;
}
