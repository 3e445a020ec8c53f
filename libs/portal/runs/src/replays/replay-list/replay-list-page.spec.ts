import { aReplay } from '@waybill/contracts/testing';
import { openScreen } from '../../testing/screen.ts';
import { aBulkReplay } from '../testing/answers.ts';

describe('the list of replays', () => {
  it('says what each changed, and whether that was the plan', async () => {
    const screen = await openScreen('/replays');
    const effects = { ...aReplay().effects, inserted: 3, reversed: 2 };

    await screen.answer('/bff/api/replays', {
      items: [aReplay({ effects }), aReplay({ id: 'replay_2', asPlanned: false })],
      next: null,
    });

    const [first, second] = screen
      .all('tbody tr[data-index]')
      .map(({ textContent }) => textContent);
    expect(first).toMatch(/3 new · 2 replaced.*As planned/s);
    expect(second).toMatch(/nothing changed.*Not as planned/s);
    expect(screen.query('a[href="/replays/replay_01"]')).not.toBeNull();
  });

  it('finds the replays of a bulk replay', async () => {
    const screen = await openScreen('/replays?bulkReplay=bulk_1&state=failed');

    const { request } = await screen.answer('/bff/api/replays', { items: [], next: null });

    expect(request.params.get('bulkReplay')).toBe('bulk_1');
    expect(screen.text()).toContain('No replay matches these filters');
  });

  it('teaches what a replay is for while there is none', async () => {
    const screen = await openScreen('/replays');

    await screen.answer('/bff/api/replays', { items: [], next: null });

    expect(screen.text()).toContain('Nothing was replayed yet');
  });

  it('has those of many runs beside it', async () => {
    const screen = await openScreen('/replays/bulk');
    const { runs } = aBulkReplay();
    const bulk = aBulkReplay({ state: 'waiting', runs: { ...runs, done: 1, planned: 1 } });

    await screen.answer('/bff/api/bulk-replays', { items: [bulk], next: null });

    expect(screen.text()).toMatch(/the rule doubled points.*Waits for you.*1 of 2/s);
    expect(screen.query('a[href="/replays/bulk/bulk_1"]')).not.toBeNull();
  });
});
