import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import { aFile, aProblem, aRowProblem, fileStatsOf } from '@waybill/contracts/testing';
import { Undo } from '@waybill/portal-core';
import { giveReason, openScreen } from '../testing/screen.ts';

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

  it('rejects the ticked files that wait, one after the other, and says which the hub refused', async () => {
    const screen = await openScreen('/files');
    const files = [
      aFile({ id: 'file_1', state: 'unassigned', feed: null }),
      aFile({ id: 'file_2', state: 'quarantined' }),
      aFile({ id: 'file_3', state: 'archived' }),
    ];
    await screen.answer(rowsPath, page(files));
    for (const tick of screen.all('tbody input[type=checkbox]')) tick.click();
    await screen.settled();
    expect(screen.button(/^Assign 2 files$/)).toBeTruthy();
    expect(screen.button(/^Release 1 file$/)).toBeTruthy();

    screen.button(/^Reject 2 files$/).click();
    await giveReason(screen, 'sent by mistake', /^Reject/);
    const first = await screen.answer('/bff/api/files/file_1/reject', files[0] ?? aFile());
    expect(first.request.body).toEqual({ reason: 'sent by mistake' });
    const type = problemType('file-not-rejectable');
    await screen.answer('/bff/api/files/file_2/reject', aProblem({ type, status: 409 }), 409);

    expect(screen.text()).toContain('1 file not changed:');
    expect(TestBed.inject(Undo).latest()?.done).toBe('1 file rejected');
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
