import { inject, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import type { EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import { OAuthStorage, provideOAuthClient } from 'angular-oauth2-oidc';
import { Session } from './session.ts';
import { sessionFeature } from './session-feature.ts';
import * as standingEffects from './standing-effect.ts';

/** The session of the portal, begun before the first route is chosen. */
export function provideSession(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideOAuthClient(),
    { provide: OAuthStorage, useFactory: () => sessionStorage },
    provideState(sessionFeature),
    provideEffects(standingEffects),
    provideAppInitializer(() => inject(Session).start()),
  ]);
}
