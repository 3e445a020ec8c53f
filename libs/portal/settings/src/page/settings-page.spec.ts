import { TestBed } from '@angular/core/testing';
import { Store } from '@ngrx/store';
import { preferencesFeature } from '@waybill/portal-core';
import { openScreen } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { settingsRoutes } from '../settings.routes.ts';

const routes = [{ path: 'settings', children: settingsRoutes }];
const view = {
  id: 'view_1',
  list: 'runs',
  name: 'Failed this week',
  query: { state: 'failed' },
  columns: null,
  density: null,
  shared: true,
  mine: true,
  owner: 'support',
  updatedAt: '2026-11-03T06:00:00.000Z',
};

describe('settings', () => {
  it('says who one is and what one may, in words, and who may what one may not', async () => {
    const { text } = await opened('viewer');

    expect(text()).toMatch(
      /The viewer.*Role\s*viewer.*You may .*see runs.*You may not .*upload files/,
    );
    expect(text()).toMatch(/carry replays out admin, support/);
  });

  it('keeps how one likes it at once', async () => {
    const screen = await opened('support');

    choose(screen, 'Dark');
    choose(screen, 'Compact: more rows on the screen');
    screen.query('input[role=switch]')?.click();
    await screen.settled();

    const preferences = TestBed.inject(Store).selectSignal(
      preferencesFeature.selectPreferencesState,
    );
    expect(preferences()).toMatchObject({ theme: 'dark', density: 'compact', keys: false });
  });

  it('lists one’s own saved views with their filters', async () => {
    const screen = await opened('support', [view, { ...view, id: 'view_2', mine: false }]);

    const links = screen.all('.views a').map((link) => link.getAttribute('href'));

    expect(links).toEqual(['/runs?state=failed']);
    expect(screen.text()).toContain('shared with everybody');
  });

  it('tells how a first view is made', async () => {
    expect((await opened('support')).text()).toContain('No saved views yet');
  });

  it('shows why the views do not come, and the rest all the same', async () => {
    const screen = await openScreen(routes, '/settings', 'support');

    await screen.answer('/bff/api/saved-views', {}, 503);

    expect(screen.text()).toMatch(/Theme.*temporarily unavailable/);
  });
});

async function opened(role: 'viewer' | 'support', items: object[] = []): Promise<Screen> {
  const screen = await openScreen(routes, '/settings', role);
  await screen.answer('/bff/api/saved-views', { items });
  return screen;
}

function choose({ all }: Screen, label: string): void {
  const found = all('label').find(({ textContent }) => textContent.trim() === label);
  found?.querySelector('input')?.click();
}
