import { RotatingIssuer, Tabs, aTokenSet } from '../testing/tabs.ts';
import { renewOnce } from './renewal.ts';
import { storedAt } from './token-set.ts';
import type { TokenSet } from './token-set.ts';

describe('renewing the tokens', () => {
  it('uses the refresh token once, however many tabs want to', async () => {
    const { issuer, openTab } = browser();
    const all = [openTab(), openTab(), openTab()];

    await Promise.all(all.map((tab) => tab.renew()));

    expect(issuer.refreshes).toBe(1);
    expect(new Set(all.map((tab) => tab.refreshToken()))).toEqual(new Set(['first+']));
  });

  it('takes over from a tab that renewed while this one slept', async () => {
    const { issuer, openTab } = browser();
    const [awake, sleeping] = [openTab(), openTab({ hears: false })];
    await awake.renew();

    sleeping.wake();
    await sleeping.renew();

    expect(issuer.refreshes).toBe(1);
    expect(sleeping.refreshToken()).toBe('first+');
  });

  it('renews again when the tokens grow old again', async () => {
    const { issuer, openTab } = browser();
    const [tab] = [openTab(), openTab()];

    await tab.renew();
    await tab.renew();

    expect(issuer.refreshes).toBe(2);
    expect(tab.refreshToken()).toBe('first++');
  });

  it('passes the refusal on and leaves the lock to the next', async () => {
    const { openTab } = browser('somebody else’s');
    const [first, second] = [openTab(), openTab()];

    await expect(first.renew()).rejects.toThrow('invalid_grant');
    await expect(second.renew()).rejects.toThrow('invalid_grant');
  });
});

function browser(current = 'first') {
  const tabs = new Tabs();
  const issuer = new RotatingIssuer(current);
  let now = 2_000_000;
  return {
    issuer,
    openTab: ({ hears = true } = {}) => {
      const channel = tabs.open();
      let tokens: TokenSet = aTokenSet();
      let awake = hears;
      channel.listen((message) => {
        if (!awake) return;
        if (message.kind === 'tokens-wanted') channel.post({ kind: 'tokens', tokens });
        if (message.kind === 'tokens' && storedAt(message.tokens) > storedAt(tokens)) {
          tokens = message.tokens;
        }
      });
      return {
        wake: () => {
          awake = true;
        },
        refreshToken: () => tokens.entries['refresh_token'],
        renew: () =>
          renewOnce({
            tokens: () => tokens,
            refresh: async () => {
              now += 1000;
              tokens = await issuer.refresh(tokens, now);
            },
            channel,
            exclusively: tabs.exclusively,
            pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
          }),
      };
    },
  };
}
