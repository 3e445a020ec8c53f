import type { RunEvent } from '@waybill/contracts';
import type { RunContext } from './run-context.ts';

/** Something that people should read in the history of a run. */
export function runEvent(
  { ports, lease }: Pick<RunContext, 'ports' | 'lease'>,
  stage: RunEvent['stage'],
  level: RunEvent['level'],
  code: string,
  message: string,
): Omit<RunEvent, 'seq'> {
  return {
    at: ports.clock.now().toISOString(),
    attempt: lease.attempt,
    stage,
    level,
    code,
    message,
  };
}
