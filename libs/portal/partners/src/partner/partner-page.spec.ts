import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import {
  aFeedCalendar,
  aPartner,
  aPartnerHealth,
  aProblem,
  aRun,
} from '@waybill/contracts/testing';
import { openScreen, type } from '../testing/screen.ts';

const address = '/bff/api/partners/acme';

describe('the page of a partner', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('says how it is doing, each figure leading to the list behind it', async () => {
    const screen = await openScreen('/partners/acme');
    await screen.answer(address, aPartner());
    const month = { ...aPartnerHealth().month, rows: 1000, rejected: 25 };
    await screen.answer(`${address}/health`, aPartnerHealth({ openRowErrors: 25, month }));

    expect(screen.text()).toMatch(/Reject rate, 30 days\s*2\.5 %/);
    const links = screen.all('wb-tile a').map((link) => link.getAttribute('href'));
    expect(links).toContain('/errors?partner=acme&state=open');
    expect(links).toContain('/files?partner=acme&state=unassigned,quarantined');
  });

  it('shows the board and the runs when the figures cannot be had', async () => {
    const screen = await openScreen('/partners/acme');
    await screen.answer(address, aPartner());
    await screen.answer(`${address}/health`, aProblem({ status: 503 }), 503);
    await screen.answer('/bff/api/feed-days', { items: [aFeedCalendar()], next: null });
    await screen.answer('/bff/api/runs', { items: [aRun()], next: null });

    expect(screen.query('wb-problem-panel')).not.toBeNull();
    expect(screen.query('wb-day-board')).not.toBeNull();
    expect(screen.text()).toContain(aRun().file.name);
  });

  it('says that there is none', async () => {
    const screen = await openScreen('/partners/nobody');
    const problem = aProblem({ type: problemType('not-found') });

    await screen.answer('/bff/api/partners/nobody', problem, 404);

    expect(screen.text()).toContain('There is no such partner');
  });

  it('lists its feeds with what is due next', async () => {
    const screen = await openScreen('/partners/acme/feeds');
    await screen.answer(address, aPartner());
    await screen.answer('/bff/api/feed-days', { items: [aFeedCalendar()], next: null });

    expect(screen.query('tbody a')?.getAttribute('href')).toBe('/feeds/acme.purchases');
    expect(screen.text()).toMatch(/Purchases.*Active.*on time/);
  });
});

describe('the contacts of a partner', () => {
  it('are saved with the ETag of what was read', async () => {
    const screen = await openScreen('/partners/acme/contacts', 'support');
    await answerWithTag('W/"1"');
    await screen.settled();

    type(screen, /Name/, 'Kai Berg');
    await screen.settled();
    screen.button(/Save contacts/).click();
    await screen.settled();
    const contacts = [{ ...aPartner().contacts[0], name: 'Kai Berg' }];
    const { request } = await screen.answer(`${address}/contacts`, aPartner());

    expect(request.headers.get('If-Match')).toBe('W/"1"');
    expect(JSON.parse(JSON.stringify(request.body))).toEqual({ contacts });
  });

  it('that somebody else changed meanwhile are shown, and what was typed stays', async () => {
    const screen = await openScreen('/partners/acme/contacts', 'support');
    await answerWithTag('W/"1"');
    await screen.settled();
    type(screen, /Name/, 'Kai Berg');
    await screen.settled();
    screen.button(/Save contacts/).click();
    await screen.settled();

    const stale = aProblem({ type: problemType('precondition-failed'), status: 412 });
    await screen.answer(`${address}/contacts`, stale, 412);
    const theirs = [{ name: 'Ines Roy', email: 'new@acme.example', purpose: 'technical' as const }];
    await screen.answer(address, aPartner({ contacts: theirs }));

    expect(screen.text()).toContain('Somebody changed this since you opened it');
    expect(screen.text()).toContain('new@acme.example');
    expect(screen.query('wb-json-diff')?.textContent).not.toContain('updatedAt');
    expect(valueOf('input')).toBe('Kai Berg');

    screen.button(/Take theirs/).click();
    await screen.settled();
    expect(valueOf('input')).toBe('Ines Roy');
    expect(valueOf('input[type=email]')).toBe('new@acme.example');
  });

  it('that were typed are not left without a word', async () => {
    const screen = await openScreen('/partners/acme/contacts', 'support');
    await screen.answer(address, aPartner());
    type(screen, /Name/, 'Kai Berg');
    await screen.settled();

    void screen.router.navigateByUrl('/partners/acme/runs');
    await screen.appears('wb-leave-dialog');
    screen.button(/Keep editing/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/partners/acme/contacts');
    expect(valueOf('input')).toBe('Kai Berg');
  });

  it('can be read and not changed by a viewer, with the reason', async () => {
    const screen = await openScreen('/partners/acme/contacts', 'viewer');
    await screen.answer(address, aPartner());

    expect(screen.button(/Save contacts/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.query('fieldset')?.hasAttribute('disabled')).toBe(true);
  });
});

describe('the settings of a partner', () => {
  it('ask for a reason when its state changes, and send it', async () => {
    const screen = await openScreen('/partners/acme/settings');
    await screen.answer(address, aPartner());
    expect(screen.text()).not.toContain('Why the state changes');

    screen.query('input[value=suspended]')?.click();
    await screen.settled();
    screen.button(/Save settings/).click();
    await screen.settled();
    expect(screen.text()).toContain('Say why, for whoever asks later.');

    type(screen, /Why the state changes/, 'unpaid since spring');
    await screen.settled();
    screen.button(/Save settings/).click();
    await screen.settled();
    const { request } = await screen.answer(address, aPartner({ state: 'suspended' }));

    expect(request.method).toBe('PATCH');
    expect(request.body).toEqual({
      name: 'Acme',
      timeZone: 'UTC',
      state: 'suspended',
      reason: 'unpaid since spring',
    });
  });

  it('know no zone that is none', async () => {
    const screen = await openScreen('/partners/acme/settings');
    await screen.answer(address, aPartner());

    type(screen, /Time zone/, 'Mars/Olympus');
    await screen.settled();
    screen.button(/Save settings/).click();
    await screen.settled();

    expect(screen.text()).toContain('There is no such time zone');
  });
});

async function answerWithTag(etag: string): Promise<void> {
  TestBed.inject(HttpTestingController)
    .expectOne(({ url }) => url === address)
    .flush(aPartner(), { headers: { etag } });
  await Promise.resolve();
}

function valueOf(selector: string): string | undefined {
  return document.querySelector<HTMLInputElement>(`fieldset ${selector}`)?.value;
}
