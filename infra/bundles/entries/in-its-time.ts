import type { Context } from 'aws-lambda';

/** What a batch needs to be committed. */
const reserveMs = 15_000;

/** Carries out one piece of work, which is told to stop in order when the invocation nears its end. */
export async function inItsTime<T>(
  context: Context,
  work: (options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const leftMs = Math.max(0, context.getRemainingTimeInMillis() - reserveMs);
  const timer = setTimeout(() => {
    ending.abort();
  }, leftMs);
  try {
    return await work(ending);
  } finally {
    clearTimeout(timer);
  }
}
