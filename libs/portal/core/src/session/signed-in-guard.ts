import { inject } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { RedirectCommand, Router } from '@angular/router';
import { Store } from '@ngrx/store';
import { Session } from './session.ts';
import { sessionEvents } from './session-events.ts';
import { sessionFeature } from './session-feature.ts';

/** Sends whoever is not signed in to the issuer, keeping the requested address for afterwards. */
export const signedInGuard: CanActivateFn = async (_route, { url }) => {
  const [session, store, router] = [inject(Session), inject(Store), inject(Router)];
  if (store.selectSignal(sessionFeature.selectStatus)() !== 'signed-out') return true;
  try {
    await session.signIn(url);
    return false;
  } catch {
    store.dispatch(
      sessionEvents.signInRefused({
        code: 'issuer_unreachable',
        message: 'The sign-in service does not answer.',
      }),
    );
    return new RedirectCommand(router.parseUrl('/auth/callback'), { skipLocationChange: true });
  }
};
