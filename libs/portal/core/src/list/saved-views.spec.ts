import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideState, provideStore } from '@ngrx/store';
import type { SavedView } from '@waybill/contracts';
import { preferencesFeature } from '../preferences/preferences.ts';
import { SavedViews, ViewChanged } from './saved-views.ts';

const url = '/bff/api/saved-views/view_1';
const shown: SavedView = {
  id: 'view_1',
  list: 'runs',
  name: 'Failed',
  query: { state: 'failed' },
  columns: null,
  density: null,
  shared: false,
  mine: true,
  owner: 'support',
  updatedAt: '2026-11-03T06:00:00.000Z',
};
const theirs = { ...shown, name: 'Failed or late', updatedAt: '2026-11-03T07:00:00.000Z' };

describe('a saved view', () => {
  it('is changed as it was shown, with its ETag', async () => {
    const { views, answer } = made();

    const changed = views.change(shown, { name: 'Broken' });
    await answer('GET', 200, shown, 'W/"1"');
    const { request } = await answer('PUT', 200, shown);

    await changed;
    expect(request.headers.get('If-Match')).toBe('W/"1"');
    expect(request.body).toMatchObject({ name: 'Broken', query: { state: 'failed' } });
  });

  it('that was changed elsewhere is left alone, and told with what it is now', async () => {
    const { views, answer, calls } = made();

    const changed = views.change(shown, { name: 'Broken' }).catch((error: unknown) => error);
    await answer('GET', 200, theirs);

    expect(await changed).toBeInstanceOf(ViewChanged);
    expect(await changed).toMatchObject({ before: shown, now: theirs });
    calls.expectNone((request) => request.method === 'PUT');
  });

  it('that is changed elsewhere in the very moment is told as well', async () => {
    const { views, answer } = made();

    const removed = views.remove(shown).catch((error: unknown) => error);
    await answer('GET', 200, shown);
    await answer('DELETE', 412, null);
    await answer('GET', 200, theirs);

    expect(await removed).toMatchObject({ before: shown, now: theirs });
  });
});

function made() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideState(preferencesFeature),
    ],
  });
  const views = TestBed.runInInjectionContext(() => new SavedViews('runs'));
  const calls = TestBed.inject(HttpTestingController);
  const settled = async () => {
    TestBed.inject(ApplicationRef).tick();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return {
    views,
    calls,
    answer: async (method: string, status: number, body: SavedView | null, etag = 'W/"0"') => {
      await settled();
      const call = calls.expectOne((request) => request.method === method && request.url === url);
      call.flush(body, { status, statusText: String(status), headers: { etag } });
      await settled();
      return call;
    },
  };
}
