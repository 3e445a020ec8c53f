import {
  aBalance,
  aLedgerEntry,
  aMember,
  aMemberHistory,
  aProblem,
} from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const path = '/bff/api/members/acme%3AE1042';

describe('a member', () => {
  it('is who they are, what they have, and every entry behind it', async () => {
    const screen = await openMember();
    await screen.answer('/bff/api/ledger-entries', { items: [aLedgerEntry()], next: null });

    expect(screen.text()).toMatch(/E1042 ?Active/);
    expect(screen.text()).toMatch(/available ?412 ?can be spent/);
    expect(screen.text()).toContain('2028-11-30');
    expect(screen.query('tbody a.row-focus')?.getAttribute('href')).toBe('/entries/ent_01');
  });

  it('asks for the entries of that member only, in the days of the address', async () => {
    const screen = await openMember('?range=dates&from=2026-11-01&to=2026-11-03');
    const { request } = await screen.answer('/bff/api/ledger-entries', { items: [], next: null });

    expect(request.params.get('member')).toBe('acme:E1042');
    expect(request.params.get('from')).toBe('2026-11-01T00:00:00.000Z');
  });

  it('shows the balance at the end of a day of the address', async () => {
    const screen = await openScreen('/members/acme%3AE1042?asOf=2026-10-31');
    await screen.answer(path, aMember());
    const { request } = await screen.answer(`${path}/balance`, aBalance());

    expect(request.params.get('asOf')).toBe('2026-10-31T23:59:59.999Z');
    screen.button(/^Now/).click();
    await screen.settled();
    expect(screen.router.url).toBe('/members/acme:E1042');
  });

  it.each([
    ['balance', 'wb-balance-panel input'],
    ['entries', '[role=search] input[type=date]'],
  ])('keeps the day of its %s while another one is half typed', async (_name, selector) => {
    const screen = await openMember('?asOf=2026-10-31&range=dates&from=2026-11-01');
    const { url } = screen.router;
    const field = screen.query(selector);
    if (!(field instanceof HTMLInputElement)) throw new Error('no field');
    field.value = '';
    Object.defineProperty(field, 'validity', { value: { badInput: true } });
    for (const event of ['input', 'change', 'blur']) field.dispatchEvent(new Event(event));
    await screen.settled();

    expect(screen.router.url).toBe(url);
  });

  it('says what a state means that keeps points from coming', async () => {
    const screen = await openScreen('/members/acme%3AE1042');
    await screen.answer(path, aMember({ state: 'closed' }));

    expect(screen.text()).toContain('nothing new is booked');
  });

  it('says so when there is none', async () => {
    const screen = await openScreen('/members/acme%3AE1042');
    await screen.answer(path, aProblem(), 404);

    expect(screen.text()).toContain('There is no such member');
  });
});

async function openMember(query = ''): Promise<Screen> {
  const screen = await openScreen(`/members/acme%3AE1042${query}`);
  await screen.answer(path, aMember());
  await screen.answer(`${path}/balance`, aBalance());
  await screen.answer(`${path}/history`, aMemberHistory());
  return screen;
}
