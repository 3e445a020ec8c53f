import { problemType } from '@waybill/contracts';
import { aChangeRequest, aLedgerIntegrity, aProblem } from '@waybill/contracts/testing';
import { anOverviewPage, openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const path = '/bff/overview-page';
const november = '/overview?range=dates&from=2026-11-01&to=2026-11-05';

describe('the overview', () => {
  it('says what needs somebody, and leads to the list behind each number', async () => {
    const screen = await openScreen(november);
    await screen.answer(path, anOverviewPage());

    expect(screen.text()).toContain('2 files wait for a decision');
    expect(screen.text()).toContain('No run failed in the last 7 days');
    expect(links(screen)).toEqual(
      expect.arrayContaining([
        '/files?state=unassigned,quarantined',
        '/errors?state=open',
        '/runs?range=dates&from=2026-11-01&to=2026-11-05',
      ]),
    );
  });

  it('keeps to the partner of the address', async () => {
    const screen = await openScreen(`${november}&partner=acme`);
    const { request } = await screen.answer(path, anOverviewPage());

    expect(request.params.get('partner')).toBe('acme');
    expect(links(screen)).toContain('/errors?state=open&partner=acme');
  });

  it('compares what arrived with the time before', async () => {
    const screen = await openScreen(november);
    await screen.answer(path, anOverviewPage());

    expect(screen.query('wb-arrivals')?.textContent.replace(/\s+/g, ' ')).toMatch(
      /Runs ?10 ?\+25 % vs. before.*Rows rejected ?10\.0 % ?\+10 points/,
    );
  });

  it('has nothing to compare with in the first days', async () => {
    const screen = await openScreen(november);
    await screen.answer(path, anOverviewPage({ before: null }));

    expect(screen.text()).toContain('nothing to compare with');
  });

  it('does not show a count as zero that could not be had', async () => {
    const screen = await openScreen(november);
    const waiting = { undecidedFiles: null, openRowErrors: 0, failedRuns: 0 };
    await screen.answer(path, anOverviewPage({ waiting }));

    expect(screen.text()).toContain('How many files wait for a decision is not known right now');
  });

  it('draws every day, those without a run too', async () => {
    const screen = await openScreen(november);
    await screen.answer(path, anOverviewPage());

    expect(screen.all('wb-chart')).toHaveLength(4);
    // Without a canvas the figures are shown as a table.
    await screen.appears('wb-chart tbody tr');
    expect(screen.query('wb-chart tbody')?.children).toHaveLength(5);
  });

  it('asks about another time when one is chosen', async () => {
    const screen = await openScreen('/overview');
    await screen.answer(path, anOverviewPage());
    const range = screen.all('select')[1] as HTMLSelectElement;

    range.value = '7d';
    range.dispatchEvent(new Event('change'));
    await screen.settled();

    expect(screen.router.url).toBe('/overview?range=7d');
    await screen.answer(path, anOverviewPage());
  });

  it('says to an approver what waits for them, but not what they asked for', async () => {
    const screen = await openScreen(november, 'approver');
    await screen.answer(path, anOverviewPage());
    const { request } = await screen.answer('/bff/api/change-requests', {
      items: [aChangeRequest(), aChangeRequest({ requestedBy: 'person:approver' })],
      next: null,
    });

    expect(request.params.get('state')).toBe('open');
    expect(screen.text()).toContain('1 change of rules waits for you');
    expect(links(screen)).toContain('/change-requests?state=open');
  });

  it('starts with the books for an auditor', async () => {
    const screen = await openScreen(november, 'auditor');
    await screen.answer(path, anOverviewPage());
    await screen.answer('/bff/api/ledger/integrity', aLedgerIntegrity({ balancesAgree: false }));

    expect(screen.all('h2').map((heading) => heading.textContent.trim())[0]).toBe(
      'Are the books right?',
    );
    expect(screen.text()).toMatch(/sum of their entries ?is broken/);
  });

  it('shows from above down what is as high as it will be, so that nothing moves when the rest comes', async () => {
    const screen = await openScreen(november);
    expect(shownSections(screen)).toEqual(['WB-WAITING-LIST']);

    await screen.answer(path, anOverviewPage());
    expect(shownSections(screen)).toEqual(['WB-WAITING-LIST', 'WB-FEED-BOARD']);

    await screen.answer('/bff/api/feed-days', { items: [], next: null });
    expect(shownSections(screen)).toEqual([
      'WB-WAITING-LIST',
      'WB-FEED-BOARD',
      'WB-ARRIVALS',
      'WB-TRENDS',
    ]);
  });

  it('puts an error where the figures would be', async () => {
    const screen = await openScreen(november);
    const problem = aProblem({ type: problemType('unavailable'), code: 'API-015' });
    await screen.answer(path, problem, 503);

    expect(screen.text()).toContain('API-015');
    expect(screen.all('wb-arrivals')).toEqual([]);
    screen.button(/^Try again/).click();
    await screen.settled();
    await screen.answer(path, anOverviewPage());
    expect(screen.all('wb-arrivals')).toHaveLength(1);
  });
});

function links(screen: Screen): string[] {
  return screen.all('a').map((link) => decodeURIComponent(link.getAttribute('href') ?? ''));
}

function shownSections(screen: Screen): string[] {
  return screen.all('wb-overview-page > :not(header, [hidden])').map(({ tagName }) => tagName);
}
