import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/** What a batch needs to be committed and its lease given back. */
const reserveMs = 15_000;

/**
 * Repeats work until there is none or the invocation nears its end, when the work in hand is told to stop in order; another invocation goes
 * on from its last batch. Answers how many pieces were worked on.
 */
export async function untilTimeIsUp(
  context: Context,
  workOnNext: (worker: string, options: { signal: AbortSignal }) => Promise<object | null>,
): Promise<{ worked: number }> {
  const ending = new AbortController();
  const leftMs = Math.max(0, context.getRemainingTimeInMillis() - reserveMs);
  const timer = setTimeout(() => {
    ending.abort();
  }, leftMs);
  const worker = `${context.functionName}-${randomUUID()}`;
  let worked = 0;
  try {
    while (!ending.signal.aborted && (await workOnNext(worker, ending)) !== null) worked += 1;
  } finally {
    clearTimeout(timer);
  }
  return { worked };
}
