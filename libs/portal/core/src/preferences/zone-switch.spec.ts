import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { Store, provideState, provideStore } from '@ngrx/store';
import { preferenceEvents, preferencesFeature } from './preferences.ts';
import { ZoneSwitch } from './zone-switch.ts';

describe('whose clock times are shown by', () => {
  it('is what the person prefers', async () => {
    const { zones, store } = await opened('/');

    store.dispatch(preferenceEvents.changed({ change: { zone: 'partner' } }));

    expect(zones.choice()).toBe('partner');
  });

  it.each([
    ['/?tz=utc', 'utc'],
    ['/?state=failed&tz=partner', 'partner'],
    ['/?tz=Moon', 'mine'],
  ])('in the address %s is %s', async (url, choice) => {
    expect((await opened(url)).zones.choice()).toBe(choice);
  });

  it('goes into the address when it is switched, beside what is there', async () => {
    const { zones, router } = await opened('/?state=failed');

    zones.choose('utc');
    await vi.waitUntil(() => zones.choice() === 'utc' && router.url.includes('tz'));
    expect(router.url).toBe('/?state=failed&tz=utc');
    zones.choose('mine');
    await vi.waitUntil(() => !router.url.includes('tz'));

    expect(router.url).toBe('/?state=failed');
    expect(zones.choice()).toBe('mine');
  });
});

async function opened(url: string) {
  TestBed.configureTestingModule({
    providers: [
      provideStore(),
      provideState(preferencesFeature),
      provideRouter([{ path: '', children: [] }]),
    ],
  });
  const store = TestBed.inject(Store);
  store.dispatch(preferenceEvents.changed({ change: { zone: 'mine' } }));
  const zones = TestBed.inject(ZoneSwitch);
  const router = TestBed.inject(Router);
  await router.navigateByUrl(url);
  return { zones, store, router };
}
