import { TestBed } from '@angular/core/testing';
import { provideEffects } from '@ngrx/effects';
import { Store, provideState, provideStore } from '@ngrx/store';
import { preferenceEvents, preferencesFeature, readPreferences } from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { TourOffer } from './tour-offer.ts';

describe('the offer of a tour', () => {
  afterEach(() => {
    localStorage.clear();
  });

  it('is offered once the hub has said that it was not seen', async () => {
    const { text, learn } = await shown();
    expect(text()).toBe('');

    await learn([]);

    expect(text()).toContain('New here?');
  });

  it('is not offered to whom it was shown', async () => {
    const { text, learn } = await shown();

    await learn(['role-support']);

    expect(text()).toBe('');
  });

  it('can wait', async () => {
    const { text, learn, press, seen } = await shown();

    await learn([]);
    await press('Later');

    expect(text()).toBe('');
    expect(seen()).toEqual([]);
  });

  it('can be declined, for good', async () => {
    const { text, learn, press, seen } = await shown();

    await learn(['role-qa']);
    await press('No, thanks');

    expect(text()).toBe('');
    expect(seen()).toEqual(['role-qa', 'role-support']);
  });

  it('goes on where it was left', async () => {
    localStorage.setItem('waybill.tour', JSON.stringify({ name: 'role-support', step: 2 }));
    const { text, learn } = await shown();

    await learn([]);

    expect(text()).toContain('at step 3');
    expect(text()).toContain('Go on');
  });
});

async function shown() {
  TestBed.configureTestingModule({
    providers: [
      provideStore(),
      provideEffects(),
      provideState(preferencesFeature),
      provideSignedIn('support'),
    ],
  });
  const fixture = TestBed.createComponent(TourOffer);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const store = TestBed.inject(Store);
  return {
    text: () => element.textContent.trim(),
    seen: store.selectSignal(preferencesFeature.selectToursSeen),
    learn: async (toursSeen: string[]) => {
      const preferences = { ...readPreferences(), toursSeen };
      store.dispatch(preferenceEvents.loaded({ preferences }));
      await fixture.whenStable();
    },
    press: async (label: string) => {
      const buttons = [...element.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent.trim() === label)?.click();
      await fixture.whenStable();
    },
  };
}
