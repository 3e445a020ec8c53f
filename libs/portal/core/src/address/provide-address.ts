import { makeEnvironmentProviders } from '@angular/core';
import type { EnvironmentProviders } from '@angular/core';
import { NavigationActionTiming, provideRouterStore, routerReducer } from '@ngrx/router-store';
import { provideState } from '@ngrx/store';

/** The address of the page in the store, for lists whose state is the address. */
export function provideAddress(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideState({ name: 'router', reducer: routerReducer }),
    // Not before: a list that is being left would read the next screen's address as its own.
    provideRouterStore({ navigationActionTiming: NavigationActionTiming.PostActivation }),
  ]);
}
