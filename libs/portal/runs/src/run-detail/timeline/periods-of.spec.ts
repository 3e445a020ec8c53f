import { aRun, aRunAttempt } from '@waybill/contracts/testing';
import { periodsOf } from './periods-of.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 3, 6) + seconds * 1000).toISOString();
const run = aRun({ queuedAt: at(0), startedAt: at(10), finishedAt: at(70) });
const secondsOf = (periods: ReturnType<typeof periodsOf>) =>
  periods.map(({ from, to, reason }) => [(to - from) / 1000, reason]);

describe('the time of a run', () => {
  it('is waiting, work, the lease that had to run out, and work again', () => {
    const attempts = [
      aRunAttempt({ startedAt: at(10), endedAt: at(20), ending: 'lost' }),
      aRunAttempt({ attempt: 2, startedAt: at(50), endedAt: at(70) }),
    ];

    expect(secondsOf(periodsOf(run, attempts, Date.parse(at(500))))).toEqual([
      [10, 'waiting in the queue'],
      [10, null],
      [30, 'no sign of life, until its lease ran out'],
      [20, null],
    ]);
  });

  it('reaches to now while it goes on', () => {
    const going = aRun({ ...run, state: 'running', finishedAt: null });
    const attempts = [aRunAttempt({ startedAt: at(10), endedAt: null, ending: null })];

    expect(secondsOf(periodsOf(going, attempts, Date.parse(at(25)))).at(-1)).toEqual([15, null]);
  });

  it('goes on waiting after an attempt that an error ended', () => {
    const going = aRun({ ...run, state: 'running', finishedAt: null });
    const attempts = [aRunAttempt({ startedAt: at(10), endedAt: at(12), ending: 'interrupted' })];

    expect(secondsOf(periodsOf(going, attempts, Date.parse(at(15)))).at(-1)).toEqual([
      3,
      'pause after an error',
    ]);
  });

  it('is nothing but waiting before the first attempt', () => {
    const queued = aRun({ ...run, state: 'queued', startedAt: null, finishedAt: null });

    expect(secondsOf(periodsOf(queued, [], Date.parse(at(7))))).toEqual([
      [7, 'waiting in the queue'],
    ]);
  });

  it('begins with the arrival of a file that somebody had to assign', () => {
    const late = aRun({ ...run, queuedAt: at(60) });

    expect(secondsOf(periodsOf(late, [aRunAttempt({ startedAt: at(61) })], 0))[0]).toEqual([
      60,
      'before it was assigned to a feed',
    ]);
  });
});
