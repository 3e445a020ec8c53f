import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import {
  aDriftEvent,
  aFeed,
  aFeedBundle,
  aFeedBundleHead,
  aFeedCalendar,
  aFeedDay,
  aFile,
  aFormatCheck,
  aPartner,
  aProblem,
  aRowProblem,
  aRunStats,
} from '@waybill/contracts/testing';
import { Undo } from '@waybill/portal-core';
import { openScreen, type } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/feeds/acme.purchases';
const decision = '/bff/api/drift-events/drift_01/decision';

afterEach(() => {
  document.querySelector('.cdk-overlay-container')?.remove();
});

describe('the page of a feed', () => {
  it('says what comes next, how much is rejected, and what is to be decided', async () => {
    const screen = await openScreen('/feeds/acme.purchases');
    await screen.answer(address, aFeed());
    await screen.answer('/bff/api/feed-days', { items: [aFeedCalendar()], next: null });
    await screen.answer('/bff/api/drift-events', { items: [aDriftEvent()], next: null });
    await screen.answer('/bff/api/run-stats', aRunStats());

    expect(screen.text()).toMatch(/Reject rate, 30 days\s*10\.0 %\s*1 of 10 rows/);
    expect(screen.text()).toMatch(/Open drift\s*1/);
    expect(screen.query('nav a[href$="/drift"]')?.textContent).toMatch(/Drift\s*1/);
  });

  it('says which file never came, and what to do about it', async () => {
    const screen = await openScreen('/feeds/acme.purchases');
    await screen.answer(address, aFeed());
    const day = aFeedDay({ state: 'missing', files: [], fileCount: 0, day: '2026-11-03' });
    const calendar = aFeedCalendar({ timeZone: 'Europe/Berlin', days: [day] });
    await screen.answer('/bff/api/feed-days', { items: [calendar], next: null });

    expect(screen.text()).toMatch(/No file came for Tue 3 Nov, due 07:00 Europe\/Berlin\./);
    expect(screen.query('a[href="/upload"]')).not.toBeNull();
    expect(screen.query('a[href="/partners/acme/contacts"]')).not.toBeNull();
  });

  it('says that there is none', async () => {
    const screen = await openScreen('/feeds/acme.nothing');
    const problem = aProblem({ type: problemType('not-found') });

    await screen.answer('/bff/api/feeds/acme.nothing', problem, 404);

    expect(screen.text()).toContain('There is no such feed');
  });

  it('says that a paused one takes no files', async () => {
    const screen = await openScreen('/feeds/acme.purchases/format');
    await screen.answer(address, aFeed({ state: 'paused' }));

    expect(screen.text()).toContain('This feed is paused');
  });
});

describe('the format of a feed', () => {
  it('is tried on the last file before it is saved', async () => {
    const screen = await openScreen('/feeds/acme.purchases/format/edit');
    await screen.answer(address, aFeed());

    screen.button(/Try it on the last file/).click();
    await screen.settled();
    const problem = aRowProblem({ code: 'LAYOUT-002', message: 'No column amount.' });
    await screen.answer(
      `${address}/format-checks`,
      aFormatCheck({ refusal: problem, missing: ['amount'], unknown: ['total'] }),
    );

    expect(screen.text()).toMatch(/would be set aside.*LAYOUT-002.*Only in the file: total/);
  });

  it('is saved with its reason as the next version, and can be taken back', async () => {
    const screen = await openScreen('/feeds/acme.purchases/format/edit');
    await screen.answer(address, aFeed());
    type(screen, /Encoding/, 'windows-1252');
    type(screen, /Reason/, 'the partner changed its export');
    await screen.settled();
    screen.button(/Save as version 2/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/format`, secondVersion());

    expect(request.body).toMatchObject({
      format: { dialect: { encoding: 'windows-1252' } },
      reason: 'the partner changed its export',
    });
    expect(screen.router.url).toBe('/feeds/acme.purchases/format');
    const [offer] = TestBed.inject(Undo).pending();
    expect(offer?.done).toBe('Version 2 of Purchases saved');

    void TestBed.inject(Undo).undo(offer?.id ?? 0);
    await screen.settled();
    const back = await screen.answer(`${address}/format`, aFeed());
    expect(back.request.body).toMatchObject({ format: { dialect: { encoding: 'utf-8' } } });
  });

  it('lets files go that could not be read, but none that a guard holds', async () => {
    const screen = await openScreen('/feeds/acme.purchases/format');
    await screen.answer(address, aFeed());
    const unread = aFile({
      id: 'file_07',
      state: 'quarantined',
      problem: aRowProblem({ code: 'FILE-002' }),
    });
    const small = aFile({
      id: 'file_08',
      state: 'quarantined',
      problem: aRowProblem({ code: 'GUARD-001' }),
    });
    const { request } = await screen.answer('/bff/api/files', {
      items: [unread, small],
      next: null,
    });

    expect(request.params.get('state')).toBe('quarantined');
    expect(screen.text()).toContain('1 file could not be read');
    screen.button(/Process it again/).click();
    await screen.settled();
    await screen.answer('/bff/api/files/file_07/release', aFile({ lastRun: 'run_77' }), 202);
    expect(screen.query('a[href="/runs/run_77"]')).not.toBeNull();
  });

  it('may not be edited by a viewer, who learns why', async () => {
    const screen = await openScreen('/feeds/acme.purchases/format', 'viewer');
    await screen.answer(address, aFeed());

    expect(screen.button(/Edit the format/).getAttribute('aria-disabled')).toBe('true');
  });
});

describe('what is expected of a feed', () => {
  it('shows the next due times as it is typed', async () => {
    const screen = await openExpectation();

    type(screen, /Time of day/, '23:15');
    await screen.settled();

    expect(screen.text()).toMatch(/Next due.*, 23:15/);
  });

  it('is saved with its reason', async () => {
    const screen = await openExpectation();
    type(screen, /Grace/, '90');
    type(screen, /Reason/, 'agreed with the partner');
    await screen.settled();
    screen.button(/Save expectation/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/expectation`, aFeed());

    const { expectation } = aFeedCalendar();
    expect(request.body).toEqual({
      expectation: { ...expectation, graceMinutes: 90 },
      reason: 'agreed with the partner',
    });
  });

  it('is due on a day at least', async () => {
    const screen = await openExpectation();
    for (const day of screen.all('.checks input')) if (isChecked(day)) day.click();
    await screen.settled();

    expect(screen.text()).toContain('Choose at least one day.');
    expect(screen.text()).toContain('Nothing is due');
  });
});

describe('the drift of a feed', () => {
  it('is settled by an alias in one press, and its files are processed again', async () => {
    const screen = await openDrift();
    screen.button(/Add alias/).click();
    await screen.settled();
    const event = aDriftEvent({ state: 'accepted', bundleVersion: 2, decidedBy: 'person:support' });
    const waiting = [{ id: 'file_09', name: 'sales.csv', run: null }];
    const { request } = await screen.answer(decision, { event, waiting });

    expect(request.body).toEqual({
      decision: 'alias',
      reason: '“total_amount” is another name of “amount”',
    });
    expect(screen.text()).toMatch(/1 file set aside for the header.*Alias added/);

    screen.button(/Process it again/).click();
    await screen.settled();
    await screen.answer('/bff/api/files/file_09/release', aFile({ lastRun: 'run_77' }), 202);
    expect(screen.query('a[href="/runs/run_77"]')?.textContent).toBe('follow its run');
  });

  it('that was decided on is opened again by undoing', async () => {
    const screen = await openDrift();
    screen.button(/Harmless/).click();
    await screen.settled();
    await screen.answer(decision, { event: aDriftEvent({ state: 'ignored' }), waiting: [] });
    expect(screen.text()).not.toContain('Add alias');

    const undo = TestBed.inject(Undo);
    void undo.undo(undo.latest()?.id ?? 0);
    await screen.settled();
    const { request } = await screen.answer(decision, { event: aDriftEvent(), waiting: [] });

    expect(request.body).toMatchObject({ decision: 'reopen' });
    expect(screen.text()).toContain('Add alias');
  });

  it('of a new column becomes an alias of the one that is chosen', async () => {
    const added = { kind: 'added', column: null, suggestion: null } as const;
    const screen = await openDrift(aDriftEvent(added));
    expect(screen.button(/Add alias/).disabled).toBe(true);

    const select = screen.query('select');
    if (!(select instanceof HTMLSelectElement)) throw new Error('no select');
    select.value = 'amount';
    select.dispatchEvent(new Event('change'));
    await screen.settled();
    screen.button(/Add alias/).click();
    await screen.settled();
    const { request } = await screen.answer(decision, { event: aDriftEvent(), waiting: [] });

    expect(request.body).toMatchObject({ decision: 'alias', column: 'amount' });
  });

  it('that somebody else decided on is said to be so', async () => {
    const screen = await openDrift();
    screen.button(/Harmless/).click();
    await screen.settled();
    await screen.answer(decision, aProblem({ type: problemType('drift-decided') }), 409);

    expect(screen.text()).toContain('Somebody decided on this difference already.');
  });

  it('is to be decided by support and admin; others see why not', async () => {
    const screen = await openDrift(aDriftEvent(), 'qa');

    expect(screen.button(/Harmless/).getAttribute('aria-disabled')).toBe('true');
  });

  it('teaches what it is for while there is none', async () => {
    const screen = await openScreen('/feeds/acme.purchases/drift');
    await screen.answer(address, aFeed());
    await answerDrift([], screen);

    expect(screen.text()).toContain('Every header was as the layout says');
  });
});

describe('the versions of a feed', () => {
  it('show what differs between the two in the address', async () => {
    const screen = await openScreen('/feeds/acme.purchases/versions?from=1&to=2');
    await screen.answer(address, aFeed());
    const items = [2, 1].map((version) => aFeedBundleHead({ version, active: version === 2 }));
    await screen.answer(`${address}/bundles`, { items, next: null });
    await screen.answer(`${address}/bundles/1`, aFeedBundle());
    await screen.answer(`${address}/bundles/2`, aFeedBundle(secondVersion().bundle));

    expect(screen.query('wb-json-diff')?.textContent).toMatch(/encoding.*utf-8.*windows-1252/s);
  });

  it('lead to the runs of each, and to a replay of those by other rules', async () => {
    const screen = await openScreen('/feeds/acme.purchases/versions');
    await screen.answer(address, aFeed());
    const items = [
      aFeedBundleHead({ version: 2, active: true, ruleVersion: 'tiers@2' }),
      aFeedBundleHead({ version: 1, active: false, ruleVersion: 'tiers@1' }),
    ];
    await screen.answer(`${address}/bundles`, { items, next: null });

    const links = screen.all('td a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      '/runs?feed=acme.purchases&ruleVersion=tiers@2',
      '/runs?feed=acme.purchases&ruleVersion=tiers@1',
      '/replays/new?feed=acme.purchases&ruleVersion=tiers@1',
    ]);
  });

  it('tell what was only tried from what was active', async () => {
    const screen = await openScreen('/feeds/acme.purchases/versions');
    await screen.answer(address, aFeed());
    const items = [
      aFeedBundleHead({ version: 2, active: false, trial: true }),
      aFeedBundleHead({ version: 1, active: true }),
    ];
    await screen.answer(`${address}/bundles`, { items, next: null });

    const chips = screen.all('td wb-status-chip').map((chip) => chip.textContent.trim());
    expect(chips).toEqual(['Tried on some files', 'Active']);
  });

  it('say when there is nothing to compare', async () => {
    const screen = await openScreen('/feeds/acme.purchases/versions');
    await screen.answer(address, aFeed());
    await screen.answer(`${address}/bundles`, { items: [aFeedBundleHead()], next: null });

    expect(screen.text()).toContain('There is one version so far.');
  });
});

function secondVersion() {
  const { bundle } = aFeed();
  const dialect = { ...bundle.format.dialect, encoding: 'windows-1252' };
  return aFeed({ bundle: { ...bundle, version: 2, format: { ...bundle.format, dialect } } });
}

async function openExpectation(): Promise<Screen> {
  const screen = await openScreen('/feeds/acme.purchases/expectation', 'support');
  await screen.answer(address, aFeed({ expectation: aFeedCalendar().expectation }));
  await screen.answer('/bff/api/partners/acme', aPartner());
  return screen;
}

async function openDrift(
  event = aDriftEvent(),
  role: 'support' | 'qa' = 'support',
): Promise<Screen> {
  const screen = await openScreen('/feeds/acme.purchases/drift', role);
  await screen.answer(address, aFeed());
  await answerDrift([event], screen);
  return screen;
}

/** The head asks how many are open, the tab for all of them. */
async function answerDrift(items: readonly object[], screen: Screen): Promise<void> {
  const { HttpTestingController } = await import('@angular/common/http/testing');
  for (const call of TestBed.inject(HttpTestingController).match(
    ({ url }) => url === '/bff/api/drift-events',
  ))
    call.flush({ items, next: null });
  await screen.settled();
}

function isChecked(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement && element.checked;
}
