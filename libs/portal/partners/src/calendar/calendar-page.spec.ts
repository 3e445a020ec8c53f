import { aFeedCalendar, aFeedDay } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

const days = '/bff/api/feed-days';

describe('the calendar of feeds', () => {
  it('asks for the month and partner of the address', async () => {
    const screen = await openScreen('/feeds/calendar?month=2026-02&partner=acme');
    const { request } = await screen.answer(days, { items: [], next: null });

    expect(request.params.get('from')).toBe('2026-02-01');
    expect(request.params.get('to')).toBe('2026-02-28');
    expect(request.params.get('partner')).toBe('acme');
    expect(screen.text()).toContain('February 2026');
  });

  it('takes an address that says nonsense for this month', async () => {
    const screen = await openScreen('/feeds/calendar?month=2026-99&state=cross');
    const { request } = await screen.answer(days, { items: [aFeedCalendar()], next: null });

    expect(request.params.get('from')).toMatch(/^\d{4}-\d{2}-01$/);
    expect(screen.query('wb-day-board')).not.toBeNull();
  });

  it('pages by months in the address', async () => {
    const screen = await openScreen('/feeds/calendar?month=2026-02');
    await screen.answer(days, { items: [], next: null });

    screen.button(/Month before/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/feeds/calendar?month=2026-01');
  });

  it('keeps the feeds with a day in the chosen state', async () => {
    const late = aFeedCalendar({
      feed: 'acme.late',
      name: 'Late one',
      days: [aFeedDay({ state: 'late', files: [], fileCount: 0 })],
    });
    const screen = await openScreen('/feeds/calendar?month=2026-11');
    await screen.answer(days, { items: [aFeedCalendar(), late], next: null });
    expect(screen.text()).toContain('Purchases');

    screen.button(/^late 1$/).click();
    await screen.settled();

    expect(screen.router.url).toContain('state=late');
    expect(screen.text()).not.toContain('Purchases');
    expect(screen.text()).toContain('Late one');
  });

  it('keeps the feeds of which today wants somebody', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const late = aFeedDay({ day: today, state: 'late', files: [], fileCount: 0 });
    const before = aFeedCalendar({ name: 'Late before', days: [{ ...late, day: '2026-01-01' }] });
    const now = aFeedCalendar({ feed: 'acme.late', name: 'Late now', days: [late] });
    const screen = await openScreen('/feeds/calendar?state=pressing');
    await screen.answer(days, { items: [before, now], next: null });

    expect(screen.button(/^pressing today 1$/).getAttribute('aria-pressed')).toBe('true');
    expect(screen.text()).toContain('Late now');
    expect(screen.text()).not.toContain('Late before');
  });

  it('says when no feed is like that, and shows all again', async () => {
    const screen = await openScreen('/feeds/calendar?month=2026-11&state=missing');
    await screen.answer(days, { items: [aFeedCalendar()], next: null });
    expect(screen.text()).toContain('No feed is like that in this month');

    screen.button(/Show all feeds/).click();
    await screen.settled();

    expect(screen.text()).toContain('Purchases');
  });
});
