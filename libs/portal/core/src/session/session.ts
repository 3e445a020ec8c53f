import { Service, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { forgetLastSeen } from '../last-seen/forget-last-seen.ts';
import { Freshness } from '../last-seen/freshness.ts';
import { Identity, SignInRefused } from './identity.ts';
import { newerTokensArrive, renewOnce } from './renewal.ts';
import { sessionEvents } from './session-events.ts';
import { sessionFeature } from './session-feature.ts';
import { isUndecided, silenceOfIssuer } from './sign-in-away.ts';
import { EXCLUSIVE_RUN, LEAVE_FOR, TAB_CHANNEL } from './tab-channel.ts';
import type { TabMessage } from './tab-channel.ts';
import { expiresAt, personOf, renewAt, storedAt } from './token-set.ts';
import type { TokenSet } from './token-set.ts';

type Renewal = 'renewed' | 'refused' | 'away';

const retryMaxMs = 60_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Pages that begin with no session. A window that signs in again was opened by the screen that lost it, and has a copy of its tokens:
 * they may look good by the clock although the hub refuses them.
 */
const withoutSession: readonly string[] = ['/signed-out', '/sign-in-again'];

/**
 * The person's session in this tab: begins it, keeps it fresh, shares it with the other tabs, and when it
 * is lost holds every call back until the person has signed in again.
 */
@Service()
export class Session {
  private readonly identity = inject(Identity);
  private readonly store = inject(Store);
  private readonly channel = inject(TAB_CHANNEL);
  private readonly exclusively = inject(EXCLUSIVE_RUN);
  private readonly leaveFor = inject(LEAVE_FOR);
  private readonly trouble = inject(Freshness).signInTrouble;
  private readonly status = this.store.selectSignal(sessionFeature.selectStatus);
  private readonly person = this.store.selectSignal(sessionFeature.selectPerson);
  private renewing: Promise<Renewal> | null = null;
  /** Renewals in a row that nobody answered. */
  private unanswered = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: (() => void)[] = [];

  /** Where the person wanted to go before they had to sign in. */
  returnTo = '/';

  /** Finishes a sign-in that is coming back, or takes up the session of this or another tab. */
  async start(): Promise<void> {
    this.channel.listen((message) => {
      this.hear(message);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.schedule();
    });
    if (location.pathname === '/auth/callback') await this.finishSignIn();
    else if (!withoutSession.includes(location.pathname)) await this.takeUp();
    // An answer may have come after the sign-out that began on another page.
    else if (location.pathname === '/signed-out') await forgetLastSeen();
  }

  /** Leaves the page for the issuer's. */
  async signIn(returnTo: string): Promise<void> {
    await this.identity.signIn(returnTo);
  }

  async signOut(): Promise<void> {
    this.channel.post({ kind: 'signed-out' });
    clearTimeout(this.timer);
    await forgetLastSeen();
    await this.identity.signOut();
  }

  accessToken(): string | null {
    return this.identity.accessToken();
  }

  /** Resolves at once, unless the session is lost: then when the person has signed in again. */
  async usable(): Promise<void> {
    if (this.status() === 'lost') await this.signedInAgain();
  }

  /**
   * Resolves once there is a fresh token: at once when the refresh token is good, else when the person
   * has signed in again. Callers that wait keep their place and their input.
   *
   * @throws HttpErrorResponse as of silence when the issuer does not answer: the session may well be good.
   */
  async renewed(): Promise<void> {
    const outcome = this.status() === 'signed-in' && (await this.tryRenewal());
    if (outcome === 'renewed') return;
    if (outcome === 'away') {
      this.trouble.set('felt');
      throw silenceOfIssuer();
    }
    if (this.status() === 'signed-in') this.store.dispatch(sessionEvents.lost());
    await this.signedInAgain();
  }

  private signedInAgain(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private async finishSignIn(): Promise<void> {
    try {
      this.returnTo = await this.identity.finishSignIn();
      const tokens = this.identity.tokens();
      if (tokens) this.channel.post({ kind: 'tokens', tokens });
      this.begin(tokens);
    } catch (error) {
      const { code, message } =
        error instanceof SignInRefused
          ? error
          : new SignInRefused('issuer_unreachable', 'The sign-in service does not answer.');
      this.store.dispatch(sessionEvents.signInRefused({ code, message }));
    }
  }

  private async takeUp(): Promise<void> {
    const { identity, channel } = this;
    const ports = { tokens: () => identity.tokens(), channel, pause };
    const own = identity.tokens();
    if (!own && !(await newerTokensArrive(ports, 0))) {
      if (!navigator.onLine) await this.beginAway();
      return;
    }
    const isOver =
      expiresAt(identity.tokens()) <= Date.now() && (await this.tryRenewal()) === 'refused';
    // Without a network nobody has refused anything: the first call that gets through decides.
    if (isOver && navigator.onLine) identity.forget();
    else this.begin(identity.tokens());
  }

  /** Opened without a network and without tokens: to look, until a call gets through and meets a 401. */
  private async beginAway(): Promise<void> {
    const { lastPersonHere } = await import('../last-seen/last-seen.ts');
    const person = await lastPersonHere();
    if (person) this.store.dispatch(sessionEvents.signedIn({ person }));
  }

  private begin(tokens: TokenSet | null): void {
    const person = personOf(tokens);
    if (!person) return;
    void forgetLastSeen(person.subject);
    this.store.dispatch(sessionEvents.signedIn({ person }));
    this.schedule();
  }

  private tryRenewal(): Promise<Renewal> {
    this.renewing ??= this.renew().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async renew(): Promise<Renewal> {
    try {
      await renewOnce({
        tokens: () => this.identity.tokens(),
        refresh: () => this.identity.refresh(),
        channel: this.channel,
        exclusively: this.exclusively,
        pause,
      });
    } catch (error) {
      if (!isUndecided(error)) {
        this.answered();
        return 'refused';
      }
      this.unanswered += 1;
      this.trouble.update((known) => known ?? 'ahead');
      this.schedule();
      return 'away';
    }
    this.store.dispatch(
      sessionEvents.tokensRenewed({ expiresAt: expiresAt(this.identity.tokens()) }),
    );
    this.answered();
    this.schedule();
    return 'renewed';
  }

  private answered(): void {
    this.unanswered = 0;
    this.trouble.set(null);
  }

  /**
   * A background renewal that is refused says nothing: the next call meets the 401 and asks the person. One that is not answered is tried
   * again, ever less often.
   */
  private schedule(): void {
    clearTimeout(this.timer);
    if (this.status() !== 'signed-in') return;
    const delay = Math.max(
      renewAt(this.identity.tokens()) - Date.now(),
      Math.min(1000 * 2 ** this.unanswered, retryMaxMs),
    );
    this.timer = setTimeout(() => void this.tryRenewal(), Math.min(delay, 2 ** 31 - 1));
  }

  private hear(message: TabMessage): void {
    const own = this.identity.tokens();
    if (message.kind === 'tokens-wanted') {
      if (own && this.status() === 'signed-in') this.channel.post({ kind: 'tokens', tokens: own });
    } else if (message.kind === 'signed-out') {
      this.endHere();
    } else if (storedAt(message.tokens) > storedAt(own)) {
      this.adopt(message.tokens, own);
    }
  }

  private adopt(tokens: TokenSet, own: TokenSet | null): void {
    this.identity.adopt(tokens);
    const before = personOf(own)?.subject ?? this.person()?.subject;
    if (before && before !== personOf(tokens)?.subject) {
      // Somebody else signed in: nothing on this screen is theirs.
      this.leaveFor('/');
      return;
    }
    if (this.status() === 'lost') {
      this.store.dispatch(sessionEvents.resumed());
      for (const resume of this.waiting.splice(0)) resume();
    }
    this.answered();
    this.schedule();
  }

  private endHere(): void {
    clearTimeout(this.timer);
    if (this.status() === 'signed-out') return;
    this.identity.forget();
    this.store.dispatch(sessionEvents.signedOut());
    this.leaveFor('/signed-out');
  }
}
