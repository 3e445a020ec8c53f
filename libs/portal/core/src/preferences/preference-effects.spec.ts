import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideEffects } from '@ngrx/effects';
import { Store, provideState, provideStore } from '@ngrx/store';
import { sessionEvents } from '../session/session-events.ts';
import * as preferenceEffects from './preference-effects.ts';
import { preferenceEvents, preferencesFeature, readPreferences } from './preferences.ts';

const path = '/bff/api/preferences';
const usual = { ...readPreferences(), theme: 'system' as const, zone: 'mine' as const };

describe('preferences', () => {
  afterEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset['theme'];
  });

  it('are the hub’s once it is known who is here, and this browser’s for the next first paint', () => {
    const { store, http, kept } = opened();
    const standing = { subject: 'a', roles: [], permissions: [] };

    store.dispatch(sessionEvents.standingLearned({ standing }));
    http.expectOne(path).flush({ ...usual, theme: 'dark', density: 'compact' });

    expect(kept().density).toBe('compact');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(readPreferences().theme).toBe('dark');
  });

  it('are changed at the hub on top of what another window has changed', () => {
    const { store, http } = opened();

    store.dispatch(preferenceEvents.changed({ change: { theme: 'dark' } }));
    const headers = { etag: 'W/"1"' };
    http.expectOne(path).flush({ ...usual, zone: 'utc' }, { headers });

    const { request } = http.expectOne({ method: 'PUT', url: path });
    expect(request.body).toEqual({ ...usual, zone: 'utc', theme: 'dark' });
    expect(request.headers.get('if-match')).toBe('W/"1"');
  });

  it('are tried once more when somebody was faster, then left alone', () => {
    const { store, http, kept } = opened();
    const lose = () => {
      http.expectOne({ method: 'GET', url: path }).flush(usual);
      const late = { status: 412, statusText: 'Precondition Failed' };
      http.expectOne({ method: 'PUT', url: path }).flush(null, late);
    };

    store.dispatch(preferenceEvents.changed({ change: { zone: 'utc' } }));
    lose();
    lose();

    http.expectNone(path);
    expect(kept().zone).toBe('utc');
  });
});

function opened() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideState(preferencesFeature),
      provideEffects(preferenceEffects),
    ],
  });
  const store = TestBed.inject(Store);
  return {
    store,
    http: TestBed.inject(HttpTestingController),
    kept: store.selectSignal(preferencesFeature.selectPreferencesState),
  };
}
