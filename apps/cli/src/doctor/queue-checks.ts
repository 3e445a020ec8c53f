import { couldNot, doubtful, notAsked, reasonOf, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

/** What a queue says of itself. */
export interface QueueState {
  /** Messages that nobody has taken, and those that somebody works on. */
  readonly waiting: number;
  readonly taken: number;
  /** The name of the queue that takes what failed too often; null where messages are let go instead. */
  readonly deadLetters: string | null;
}

export interface Queues {
  /** Rejects with a `QueueDoesNotExist`, or a `CredentialsProviderError` where this machine has none. */
  state(name: string): Promise<QueueState>;
  /** Of the oldest message, in seconds; null where nothing is known of it. */
  oldestS(name: string): Promise<number | null>;
}

/** As the alarm `messages-wait`. */
const waitMaxS = 600;
const runbooks = 'docs/guide/run-it/runbooks';

/** What waits in queues, for how long, and what was given up. Takes no message. */
export function queueChecks(names: readonly string[], queues: Queues): Check[] {
  if (names.length === 0)
    return [
      {
        code: 'QUE-001',
        what: 'queues',
        look: () => Promise.resolve(notAsked('--queue names one')),
      },
    ];
  return names.flatMap((name) => [
    {
      code: 'QUE-001',
      what: `queue ${name} has given up no message`,
      look: () => asked(name, () => hasNoDeadLetters(name, queues)),
    },
    {
      code: 'QUE-002',
      what: `what is in queue ${name} does not wait for long`,
      look: () => asked(name, () => isTakenUp(name, queues)),
    },
  ]);
}

async function hasNoDeadLetters(name: string, queues: Queues): Promise<Outcome> {
  const { deadLetters } = await queues.state(name);
  if (deadLetters === null) return well('it keeps none');
  const { waiting, taken } = await queues.state(deadLetters);
  const count = waiting + taken;
  return count === 0
    ? well(`${deadLetters} is empty`)
    : wrong(
        `${String(count)} in ${deadLetters}`,
        'none',
        `Find out why, then move them back: ${runbooks}/dead-letters.md.`,
      );
}

async function isTakenUp(name: string, queues: Queues): Promise<Outcome> {
  const { waiting, taken } = await queues.state(name);
  const depth = `${String(waiting)} wait, ${String(taken)} are worked on`;
  if (waiting === 0) return well(depth);
  const oldestS = await queues.oldestS(name);
  if (oldestS === null) return couldNot(`${depth}; how long is not known yet`);
  const found = `${depth}; the oldest for ${String(oldestS)} s`;
  return oldestS <= waitMaxS
    ? well(found)
    : doubtful(
        found,
        `at most ${String(waitMaxS)} s`,
        `Look at who takes them: ${runbooks}/messages-wait.md.`,
      );
}

async function asked(name: string, look: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await look();
  } catch (error) {
    const { name: kind } = error as Error;
    if (/QueueDoesNotExist|NonExistentQueue/.test(kind))
      return wrong(
        `no queue ${name}, or none of its dead letters`,
        'a queue',
        'Check its name: waybill-<env>-landed, waybill-<env>-runs.',
      );
    return couldNot(
      kind === 'CredentialsProviderError'
        ? 'this machine has no credentials of AWS'
        : reasonOf(error),
    );
  }
}
