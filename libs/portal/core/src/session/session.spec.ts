import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { Store, provideState, provideStore } from '@ngrx/store';
import { Freshness } from '../last-seen/freshness.ts';
import { LastSeenCache } from '../last-seen/last-seen-cache.ts';
import { MemoryCaches } from '../testing/memory-caches.ts';
import { RotatingIssuer, Tabs, aTokenSet } from '../testing/tabs.ts';
import { Identity } from './identity.ts';
import { Session } from './session.ts';
import { sessionEvents } from './session-events.ts';
import { sessionFeature } from './session-feature.ts';
import { signInAway } from './sign-in-away.ts';
import { EXCLUSIVE_RUN, LEAVE_FOR, TAB_CHANNEL } from './tab-channel.ts';
import type { TabMessage } from './tab-channel.ts';
import { storedAt } from './token-set.ts';
import type { Person, TokenSet } from './token-set.ts';

describe('the session of a tab', () => {
  afterEach(() => {
    history.replaceState(null, '', '/');
  });

  it('is taken up from another tab without a new sign-in', async () => {
    const { session, status, person, other } = tab({ tokens: null });
    other.listen((message) => {
      if (message.kind === 'tokens-wanted') other.post({ kind: 'tokens', tokens: fresh() });
    });

    await session.start();

    expect(status()).toBe('signed-in');
    expect(person()?.name).toBe('The admin');
  });

  it('is not begun when no tab has one', async () => {
    const { session, status } = tab({ tokens: null });

    await session.start();

    expect(status()).toBe('signed-out');
  });

  it('is not taken from the screen that lost it by the window that signs in again', async () => {
    history.replaceState(null, '', '/sign-in-again');
    const { session, status } = tab({ tokens: fresh() });

    await session.start();

    expect(status()).toBe('signed-out');
  });

  it('renews tokens that expired while the tab was closed', async () => {
    const { session, status, issuer } = tab({ tokens: aTokenSet() });

    await session.start();

    expect(issuer.refreshes).toBe(1);
    expect(status()).toBe('signed-in');
  });

  it('is lost when it cannot be renewed, and holds callers back until the person is signed in again', async () => {
    const { session, status, other, issuer } = tab({ tokens: fresh('revoked') });
    await session.start();

    const call = session.renewed().then(() => 'went on');
    await vi.waitUntil(() => status() === 'lost');
    other.post({ kind: 'tokens', tokens: fresh('again', 1000) });

    expect(await call).toBe('went on');
    expect(status()).toBe('signed-in');
    expect(session.accessToken()).toBe('access-again');
    expect(issuer.refreshes).toBe(1);
  });

  describe('while the issuer is away', () => {
    const gone = new HttpErrorResponse({ status: 0 });

    it.each([
      ['does not answer', gone],
      ['answers 503', new HttpErrorResponse({ status: 503 })],
      ['is hidden behind a page of somebody else', new HttpErrorResponse({ status: 200 })],
    ])('is not lost where it %s, and the call fails with words', async (_, failure) => {
      const { session, status, issuer } = tab({ tokens: fresh() });
      await session.start();
      issuer.failure = failure;

      await expect(session.renewed()).rejects.toMatchObject({ status: 0, statusText: signInAway });

      expect(status()).toBe('signed-in');
      expect(session.accessToken()).toBe('access-first');
      expect(TestBed.inject(Freshness).signInTrouble()).toBe('felt');
    });

    it('is renewed by the next call once it is back', async () => {
      const { session, status, issuer } = tab({ tokens: fresh() });
      await session.start();
      issuer.failure = gone;
      await session.renewed().catch(() => undefined);

      issuer.failure = null;
      await session.renewed();

      expect(status()).toBe('signed-in');
      expect(session.accessToken()).toBe('access-first+');
      expect(TestBed.inject(Freshness).signInTrouble()).toBeNull();
    });

    it.each([400, 401])('is lost as soon as it is back and refuses with %i', async (refusal) => {
      const { session, status, issuer } = tab({ tokens: fresh() });
      await session.start();
      issuer.failure = gone;
      await session.renewed().catch(() => undefined);

      issuer.failure = new HttpErrorResponse({ status: refusal });
      void session.renewed();

      await vi.waitUntil(() => status() === 'lost');
      expect(TestBed.inject(Freshness).signInTrouble()).toBeNull();
    });

    it('is taken up with tokens that expired, and not given up', async () => {
      const { session, status, issuer } = tab({ tokens: aTokenSet() });
      issuer.failure = gone;

      await session.start();

      expect(status()).toBe('signed-in');
      expect(session.accessToken()).toBe('access-first');
    });

    it('has the tokens of a tab that got through', async () => {
      const { session, other, issuer } = tab({ tokens: fresh() });
      await session.start();
      issuer.failure = gone;
      await session.renewed().catch(() => undefined);

      other.post({ kind: 'tokens', tokens: fresh('elsewhere', 1000) });

      await vi.waitUntil(() => session.accessToken() === 'access-elsewhere');
      expect(TestBed.inject(Freshness).signInTrouble()).toBeNull();
    });

    describe('and nobody calls', () => {
      beforeEach(() => {
        vi.useFakeTimers();
      });
      afterEach(() => {
        vi.useRealTimers();
      });

      it('is tried again ever less often, says so calmly, and recovers by itself', async () => {
        const { session, status, issuer } = tab({ tokens: fresh() });
        const { signInTrouble } = TestBed.inject(Freshness);
        await session.start();
        issuer.failure = gone;

        await vi.advanceTimersByTimeAsync(452_000);
        expect(signInTrouble()).toBe('ahead');
        await vi.advanceTimersByTimeAsync(600_000);
        const tries = issuer.asked;
        await vi.advanceTimersByTimeAsync(600_000);

        expect(status()).toBe('signed-in');
        expect(issuer.asked - tries).toBeGreaterThanOrEqual(9);
        expect(issuer.asked - tries).toBeLessThanOrEqual(10);
        issuer.failure = null;
        await vi.advanceTimersByTimeAsync(61_000);
        expect(signInTrouble()).toBeNull();
        expect(session.accessToken()).toBe('access-first+');
      });
    });
  });

  it('starts afresh when somebody else signs in', async () => {
    const { session, other, left } = tab({ tokens: fresh() });
    await session.start();

    other.post({
      kind: 'tokens',
      tokens: aTokenSet({ subject: 'viewer', storedAt: Date.now() + 5000 }),
    });
    await vi.waitUntil(() => left.length > 0);

    expect(left).toEqual(['/']);
  });

  it('ends in every tab at once', async () => {
    const { session, status, other, left } = tab({ tokens: fresh() });
    await session.start();

    other.post({ kind: 'signed-out' });
    await vi.waitUntil(() => left.length > 0);

    expect(status()).toBe('signed-out');
    expect(session.accessToken()).toBeNull();
    expect(left).toEqual(['/signed-out']);
  });

  describe('without a network', () => {
    beforeEach(() => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      vi.stubGlobal('caches', new MemoryCaches());
    });
    afterEach(() => {
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    });

    it('is not given up because its tokens expired: nobody has refused them', async () => {
      const { session, status, person } = tab({ tokens: aTokenSet({ refreshToken: 'silent' }) });

      await session.start();

      expect(status()).toBe('signed-in');
      expect(person()?.name).toBe('The admin');
    });

    it('begins as who was here last, with no token, so that the next call that gets through asks to sign in', async () => {
      await new LastSeenCache(someone('viewer'), caches).keep('/bff/names', {}, null);
      const { session, status, person } = tab({ tokens: null });

      await session.start();

      expect([status(), person()?.subject]).toEqual(['signed-in', 'viewer']);
      expect(session.accessToken()).toBeNull();
    });

    it('does not begin when nobody was', async () => {
      const { session, status } = tab({ tokens: null });

      await session.start();

      expect(status()).toBe('signed-out');
    });

    it('is left for that of somebody else who signs in', async () => {
      await new LastSeenCache(someone('viewer'), caches).keep('/bff/names', {}, null);
      const { session, other, left } = tab({ tokens: null });
      await session.start();

      other.post({ kind: 'tokens', tokens: fresh() });
      await vi.waitUntil(() => left.length > 0);

      expect(left).toEqual(['/']);
    });
  });

  describe('what was seen last', () => {
    beforeEach(async () => {
      vi.stubGlobal('caches', new MemoryCaches());
      for (const subject of ['admin', 'viewer'])
        await new LastSeenCache(someone(subject), caches).keep('/bff/names', {}, null);
      await caches.open('waybill-portal-files');
    });
    afterEach(() => {
      vi.unstubAllGlobals();
      history.replaceState(null, '', '/');
    });

    it('of others is erased when somebody signs in', async () => {
      const { session } = tab({ tokens: fresh() });

      await session.start();

      await vi.waitFor(async () => {
        expect(await caches.keys()).toEqual(['waybill-seen-admin', 'waybill-portal-files']);
      });
    });

    it('is erased at sign-out, also where the issuer does not answer', async () => {
      const { session } = tab({ tokens: fresh() });
      await session.start();

      await session.signOut().catch(() => undefined);

      expect(await caches.keys()).toEqual(['waybill-portal-files']);
    });

    it('is erased on the page after it, whatever came in between', async () => {
      history.replaceState(null, '', '/signed-out');
      const { session } = tab({ tokens: null });

      await session.start();

      expect(await caches.keys()).toEqual(['waybill-portal-files']);
    });
  });

  it('never puts a token into the store', async () => {
    const { session, other } = tab({ tokens: fresh() });
    const store = TestBed.inject(Store);
    const said: TabMessage[] = [];
    other.listen((message) => said.push(message));
    await session.start();
    store.dispatch(sessionEvents.lost());

    let state = '';
    store.subscribe((value) => {
      state = JSON.stringify(value);
    });

    expect(state).toContain('The admin');
    expect(state).not.toContain('access-');
    expect(state).not.toContain('refresh');
  });
});

function someone(subject: string): Person {
  return { subject, name: `The ${subject}`, email: null };
}

function fresh(refreshToken = 'first', laterMs = 0): TokenSet {
  return aTokenSet({ refreshToken, storedAt: Date.now() + laterMs });
}

function tab({ tokens }: { tokens: TokenSet | null }) {
  const tabs = new Tabs();
  const issuer = new RotatingIssuer('first');
  const left: string[] = [];
  let own = tokens;
  const identity: Partial<Identity> = {
    tokens: () => own,
    adopt: (set) => {
      own = set;
    },
    forget: () => {
      own = null;
    },
    accessToken: () => own?.entries['access_token'] ?? null,
    signOut: () => Promise.reject(new Error('the issuer does not answer')),
    refresh: async () => {
      own = await issuer.refresh(own ?? aTokenSet(), Math.max(Date.now(), storedAt(own) + 1));
    },
  };
  TestBed.configureTestingModule({
    providers: [
      provideStore(),
      provideState(sessionFeature),
      { provide: Identity, useValue: identity },
      { provide: TAB_CHANNEL, useValue: tabs.open() },
      { provide: EXCLUSIVE_RUN, useValue: tabs.exclusively },
      { provide: LEAVE_FOR, useValue: (path: string) => left.push(path) },
    ],
  });
  const store = TestBed.inject(Store);
  return {
    session: TestBed.inject(Session),
    status: store.selectSignal(sessionFeature.selectStatus),
    person: store.selectSignal(sessionFeature.selectPerson),
    other: tabs.open(),
    issuer,
    left,
  };
}
