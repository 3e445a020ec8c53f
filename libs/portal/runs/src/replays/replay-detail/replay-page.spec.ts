import { aProblem, aReplay, aReplayProof } from '@waybill/contracts/testing';
import { problemType } from '@waybill/contracts';
import { openScreen } from '../../testing/screen.ts';

const path = '/bff/api/replays/replay_1';

describe('the screen of a replay', () => {
  afterEach(() => {
    vi.useRealTimers();
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('follows it to its end and shows the proof', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const screen = await openScreen('/replays/replay_1');
    const going = { id: 'replay_1', rowsRead: 5, rowsTotal: 20, asPlanned: null };
    await screen.answer(path, aReplay({ ...going, state: 'running' }));
    expect(screen.query('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
    expect(screen.text()).toContain('The replay is going on; its proof follows.');

    vi.advanceTimersByTime(1000);
    await screen.settled();
    await screen.answer(path, aReplay({ id: 'replay_1' }));
    await screen.answer(`${path}/proof`, aReplayProof({ entriesCreated: 1, entryIds: ['ent_7'] }));

    expect(screen.text()).toContain('As planned');
    expect(screen.query('a[href="/entries/ent_7"]')).not.toBeNull();
    expect(screen.query('a[href="/runs/run_01"]')).not.toBeNull();
    expect(screen.query('a[href="/runs/run_02"]')).not.toBeNull();
    expect(screen.button(/^Proof as JSON/)).toBeTruthy();
    expect(() => screen.button(/^Cancel/)).toThrow();
  });

  it('is cancelled by its run, with a reason', async () => {
    const screen = await openScreen('/replays/replay_1', 'support');
    await screen.answer(path, aReplay({ id: 'replay_1', state: 'queued', rowsTotal: null }));
    screen.button(/^Cancel the replay/).click();
    await screen.appears('mat-dialog-container textarea');
    const field = screen.query('mat-dialog-container textarea');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    field.value = 'not now';
    field.dispatchEvent(new Event('input'));

    const buttons = screen.all('mat-dialog-container button');
    buttons.find((button) => /^Cancel/.test(button.textContent.trim()))?.click();
    await screen.settled();
    const { request } = await screen.answer('/bff/api/runs/run_02/cancel', {}, 202);

    expect(request.body).toEqual({ reason: 'not now' });
  });

  it('says so when there is nothing to prove', async () => {
    const screen = await openScreen('/replays/replay_1');
    await screen.answer(path, aReplay({ id: 'replay_1', state: 'failed', asPlanned: false }));

    await screen.answer(`${path}/proof`, aProblem({ status: 409, code: 'RUN-002' }), 409);

    expect(screen.text()).toContain('there is nothing to prove');
  });

  it('says that there is no such replay', async () => {
    const screen = await openScreen('/replays/replay_1');

    await screen.answer(path, aProblem({ type: problemType('not-found'), code: 'API-004' }), 404);

    expect(screen.text()).toMatch(/There is no such replay.*API-004/);
  });
});
