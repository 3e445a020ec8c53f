import type { ExclusiveRun, TabChannel, TabMessage } from '../session/tab-channel.ts';
import type { TokenSet } from '../session/token-set.ts';

/** A set of tokens as the OpenID library would keep them. Times are epoch ms. */
export function aTokenSet({
  subject = 'admin',
  refreshToken = 'first',
  storedAt = 1_000_000,
  livesMs = 600_000,
} = {}): TokenSet {
  const claims = JSON.stringify({ sub: subject, name: `The ${subject}` });
  return {
    entries: {
      access_token: `access-${refreshToken}`,
      access_token_stored_at: String(storedAt),
      expires_at: String(storedAt + livesMs),
      refresh_token: refreshToken,
      id_token_claims_obj: claims,
    },
  };
}

/** The tabs of one browser: messages reach every tab but the sender, later, as a BroadcastChannel does. */
export class Tabs {
  private readonly listeners: ((message: TabMessage) => void)[][] = [];
  private tail: Promise<unknown> = Promise.resolve();

  /** The channel of one more tab. */
  open(): TabChannel {
    const own: ((message: TabMessage) => void)[] = [];
    this.listeners.push(own);
    return {
      listen: (listener) => own.push(listener),
      post: (message) => {
        const others = this.listeners.filter((each) => each !== own).flat();
        setTimeout(() => {
          for (const listener of others) listener(message);
        }, 1);
      },
    };
  }

  /** The browser's lock: one at a time, in the order asked. */
  readonly exclusively: ExclusiveRun = (_name, work) => {
    const turn = this.tail.then(work, work);
    this.tail = turn.catch(() => undefined);
    return turn;
  };
}

/** An issuer that rotates refresh tokens and ends the session when one is used twice. */
export class RotatingIssuer {
  refreshes = 0;
  /** How often it was asked, also in vain. */
  asked = 0;
  /** What it fails with instead, without looking at the token. */
  failure: Error | null = null;
  private current: string;
  private ended = false;

  constructor(current: string) {
    this.current = current;
  }

  async refresh(tokens: TokenSet, now: number): Promise<TokenSet> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.asked += 1;
    if (this.failure) throw this.failure;
    this.refreshes += 1;
    if (this.ended || tokens.entries['refresh_token'] !== this.current) {
      this.ended = true;
      throw new Error('invalid_grant');
    }
    this.current = `${this.current}+`;
    return aTokenSet({ refreshToken: this.current, storedAt: now });
  }
}
