import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Store, provideState, provideStore } from '@ngrx/store';
import { Session, sessionEvents, sessionFeature } from '@waybill/portal-core';
import { callbackGuard } from './callback-guard.ts';
import { SignInProblemPage } from './sign-in-problem-page.ts';

@Component({ template: 'the place {{ place }}' })
class Place {
  protected readonly place = 'they wanted';
}

describe('coming back from the issuer', () => {
  it('leads to the place the person wanted, and not back to the callback', async () => {
    const { store, open } = callback('/runs?state=failed');
    store.dispatch(sessionEvents.signedIn({ person: { subject: 's', name: 'Sam', email: null } }));

    const { text } = await open();

    expect(text).toBe('the place they wanted');
    expect(TestBed.inject(Router).url).toBe('/runs?state=failed');
  });

  it.each([
    ['access_denied', 'User is not assigned', /Your account may not be assigned to Waybill/],
    ['wrong_state', 'x', /belongs to another sign-in/],
    ['code_refused', 'x', /took too long or was used before/],
    ['issuer_unreachable', 'x', /does not answer/],
    ['server_error', 'The issuer’s own words.', /The issuer’s own words\./],
  ])('explains %s', async (code, message, sentence) => {
    const { store, open } = callback('/');
    store.dispatch(sessionEvents.signInRefused({ code, message }));

    const { text } = await open();

    expect(text).toMatch(sentence);
    expect(text).toContain(code);
  });
});

function callback(returnTo: string) {
  TestBed.configureTestingModule({
    providers: [
      provideStore(),
      provideState(sessionFeature),
      { provide: Session, useValue: { returnTo } },
      provideRouter([
        { path: 'auth/callback', canActivate: [callbackGuard], component: SignInProblemPage },
        { path: 'runs', component: Place },
      ]),
    ],
  });
  return {
    store: TestBed.inject(Store),
    open: async () => {
      const harness = await RouterTestingHarness.create('/auth/callback');
      return { text: harness.routeNativeElement?.textContent.replace(/\s+/g, ' ').trim() ?? '' };
    },
  };
}
