import type { ExclusiveRun, TabChannel } from './tab-channel.ts';
import { storedAt } from './token-set.ts';
import type { TokenSet } from './token-set.ts';

export interface RenewalPorts {
  tokens(): TokenSet | null;
  refresh(): Promise<void>;
  readonly channel: TabChannel;
  readonly exclusively: ExclusiveRun;
  pause(ms: number): Promise<void>;
}

const answerWithinMs = 150;

/**
 * Renews the tokens once for all tabs. The issuer rotates refresh tokens and ends the whole session when
 * one is used twice, so the tab that gets the lock first asks whether another has renewed already.
 *
 * @throws whatever the refresh failed with: the session is over if the issuer has refused, and not if it is away.
 */
export async function renewOnce(ports: RenewalPorts): Promise<void> {
  const known = storedAt(ports.tokens());
  await ports.exclusively('waybill-session', async () => {
    if (await newerTokensArrive(ports, known)) return;
    await ports.refresh();
    const renewed = ports.tokens();
    if (renewed) ports.channel.post({ kind: 'tokens', tokens: renewed });
  });
}

/** Asks the other tabs and waits a moment; answers are adopted by the session's own listener. */
export async function newerTokensArrive(
  { tokens, channel, pause }: Pick<RenewalPorts, 'tokens' | 'channel' | 'pause'>,
  known: number,
): Promise<boolean> {
  if (storedAt(tokens()) > known) return true;
  channel.post({ kind: 'tokens-wanted' });
  for (let waited = 0; waited < answerWithinMs; waited += 25) {
    await pause(25);
    if (storedAt(tokens()) > known) return true;
  }
  return false;
}
