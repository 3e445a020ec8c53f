import { problemType } from '@waybill/contracts';
import { aLedgerEntry, anExplanation, aProblem } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

const explained = '/bff/api/ledger-entries/ent_01/explain';

describe('why somebody has these points', () => {
  it('goes from the entry to the clause, the record, the line and the file', async () => {
    const screen = await openScreen('/entries/ent_01');
    await screen.answer(explained, anExplanation());

    expect(screen.text()).toMatch(/Why E1042 has 12 points/);
    expect(screen.query('tr.fired')?.textContent).toContain('fired');
    expect(screen.text()).toContain('+12 points. It agrees.');
    expect(screen.all('tbody th code').map((field) => field.textContent)).toEqual([
      'txnId',
      'amount',
    ]);
    expect(screen.query('pre')?.textContent).toBe('T-1,12.50');
    expect(links(screen)).toEqual(
      expect.arrayContaining([
        '/members/acme:E1042',
        '/files/file_01',
        '/runs/run_01',
        '/runs/run_01/rows?row=1',
        '/runs?feed=acme.purchases&ruleVersion=standard@1',
      ]),
    );
  });

  it('says when the same version would decide otherwise today', async () => {
    const screen = await openScreen('/entries/ent_01');
    const { rule } = anExplanation();
    await screen.answer(explained, anExplanation({ rule: { ...rule, recomputedPoints: 13 } }));

    expect(screen.text()).toContain('It does not agree');
  });

  it('tells what else was booked for the transaction, and what stands', async () => {
    const screen = await openScreen('/entries/ent_01');
    const transaction = [
      aLedgerEntry(),
      aLedgerEntry({ id: 'ent_02', kind: 'reversal', points: -12 }),
      aLedgerEntry({ id: 'ent_03', points: 6 }),
    ];
    await screen.answer(explained, anExplanation({ transaction }));

    expect(screen.all('wb-transaction-history li').map((each) => each.textContent.trim())).toEqual([
      expect.stringMatching(/^\+12\s*this entry/),
      expect.stringMatching(/^−12\s*taken back/),
      expect.stringMatching(/^\+6\s*given/),
      expect.stringMatching(/^\+6\s*stand today/),
    ]);
  });

  it('says who may see what is hidden', async () => {
    const screen = await openScreen('/entries/ent_01', 'viewer');
    await screen.answer(explained, anExplanation({ rawLine: null }));

    expect(screen.text()).toContain('hidden for your role');
    expect(screen.query('pre')).toBeNull();
  });

  it('says so when there is no such entry', async () => {
    const screen = await openScreen('/entries/ent_01');
    await screen.answer(explained, aProblem(), 404);

    expect(screen.text()).toContain('There is no such entry');
  });

  it('says what to do when the archived file is gone', async () => {
    const screen = await openScreen('/entries/ent_01');
    const gone = aProblem({ type: problemType('file-gone'), code: 'FILE-410', status: 409 });
    await screen.answer(explained, gone, 409);

    expect(screen.text()).toContain('FILE-410');
  });
});

function links(screen: Awaited<ReturnType<typeof openScreen>>): (string | null)[] {
  return screen.all('a').map((link) => decodeURIComponent(link.getAttribute('href') ?? ''));
}
