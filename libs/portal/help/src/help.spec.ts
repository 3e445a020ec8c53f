import { TestBed } from '@angular/core/testing';
import { Tours } from '@waybill/portal-core';
import { openScreen } from '@waybill/portal-core/testing';
import { helpRoutes } from './help.routes.ts';

const routes = [{ path: 'help', children: helpRoutes }];

describe('help', () => {
  it('puts the guide of one’s own role first', async () => {
    const { all } = await openScreen(routes, '/help', 'auditor');

    expect(all('article h3')[0]?.textContent).toMatch(/Auditor.*yours/s);
  });

  it('offers the tour of one’s own role', async () => {
    const { all, button } = await openScreen(routes, '/help', 'support');
    const begun = vi.spyOn(TestBed.inject(Tours), 'begin').mockResolvedValue();

    button(/^Take the tour/).click();

    expect(begun).toHaveBeenCalledWith('start');
    expect(all('article:not(.own) button')).toEqual([]);
  });

  it('finds codes by a word of what happened, which stands in the address', async () => {
    const { all, query, router, settled } = await openScreen(routes, '/help');
    const field = query('input[type=search]');
    if (!(field instanceof HTMLInputElement)) throw new Error('there is no field');

    field.value = 'calendar';
    field.dispatchEvent(new Event('input'));
    await settled();

    expect(router.url).toBe('/help?q=calendar');
    expect(all('.codes code').map(({ textContent }) => textContent)).toContain('TYPE-003');
    expect(all('.codes code').length).toBeLessThan(5);
  });

  it('has a page behind a code, with the rows that have it', async () => {
    const { text, query } = await openScreen(routes, '/help/TYPE-003');

    expect(text()).toMatch(/Not a date.*31\.02\.2026.*What to do.*Who can do it/);
    expect(query('a[href="/errors?code=TYPE-003"]')).not.toBeNull();
  });

  it('says what works offline, and what is kept on the device', async () => {
    const { text } = await openScreen(routes, '/help');

    expect(text()).toMatch(
      /Working offline.*what you saw last.*never kept.*erased when you sign out/,
    );
  });

  it('says so when there is no such code', async () => {
    const { text } = await openScreen(routes, '/help/NONSENSE-1');

    expect(text()).toContain('There is no such code');
  });
});
