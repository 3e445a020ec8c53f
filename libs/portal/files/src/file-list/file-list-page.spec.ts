import { aFile, aRowProblem, fileStatsOf } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

const rowsPath = '/bff/api/files';
const page = (items: ReturnType<typeof aFile>[]) => ({ items, next: null });

describe('the list of files', () => {
  it('says of each file where it is from and why it waits', async () => {
    const problem = aRowProblem({ code: 'FILE-010', message: 'The folder belongs to no feed.' });
    const stray = aFile({
      feed: null,
      partner: null,
      state: 'unassigned',
      problem,
      key: 'x/y.csv',
    });
    const screen = await openScreen('/files');

    await screen.answer(rowsPath, page([stray, aFile({ id: 'file_02' })]));

    const [first, second] = screen.all('tbody tr[data-index]').map((row) => row.textContent);
    expect(first).toMatch(/x\/y\.csv.*Unassigned.*FILE-010.*The folder belongs to no feed\./s);
    expect(second).toMatch(/acme\.purchases.*Archived/s);
  });

  it('shows with one press what needs a decision, and everything with another', async () => {
    const screen = await openScreen('/files');
    await screen.answer(rowsPath, page([aFile()]));
    await screen.answer('/bff/api/file-stats', fileStatsOf({ unassigned: 2, quarantined: 1 }));

    screen.button(/^3 need a decision/).click();
    await screen.settled();
    const { request } = await screen.answer(rowsPath, page([]));

    expect(request.params.get('state')).toBe('unassigned,quarantined');
    expect(screen.button(/need a decision/).getAttribute('aria-pressed')).toBe('true');
    screen.button(/need a decision/).click();
    await screen.settled();
    expect(screen.router.url).toBe('/files');
  });

  it('says so when nothing needs a decision', async () => {
    const screen = await openScreen('/files');
    await screen.answer(rowsPath, page([aFile()]));

    await screen.answer('/bff/api/file-stats', fileStatsOf({ archived: 9 }));

    expect(screen.button(/^Nothing needs a decision/)).toBeTruthy();
  });

  it('asks for the largest first when the size is pressed', async () => {
    const screen = await openScreen('/files');
    await screen.answer(rowsPath, page([aFile()]));

    screen.button(/^Size/).click();
    await screen.settled();
    const { request } = await screen.answer(rowsPath, page([]));

    expect(request.params.get('sort')).toBe('largest');
  });
});
