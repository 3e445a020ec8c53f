import { aReplay } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { judgeReplay } from './judge-replay.ts';

const replay = aReplay();
const planned = replay.effects;
const limits = { rejectedPercent: 10, points: null };

describe('a replay of a bulk replay', () => {
  it('passes when it did what was planned, within the limits', () => {
    expect(judgeReplay(replay, planned, limits)).toBeNull();
  });

  it.each(['failed', 'cancelled'] as const)('is stopped at when it was %s', (state) => {
    expect(judgeReplay({ ...replay, state }, planned, limits)).toMatchObject({
      code: 'replay-failed',
    });
  });

  it('is stopped at when it did something else, and says what', () => {
    const effects = { ...planned, unchanged: 8, conflict: 1 };

    expect(judgeReplay({ ...replay, effects, asPlanned: false }, planned, limits)).toEqual({
      code: 'not-as-planned',
      message: 'Not as planned: unchanged 8 instead of 9, conflicts 1 instead of 0.',
    });
  });

  it.each([
    [10, null],
    [9, 'too-many-rejected'],
  ])('of which a tenth was rejected, with a limit of %i %%: %s', (rejectedPercent, code) => {
    const verdict = judgeReplay(replay, planned, { ...limits, rejectedPercent });

    expect(verdict?.code ?? null).toBe(code);
  });

  it.each([
    [-500, 500, null],
    [-501, 500, 'too-many-points'],
    [501, 500, 'too-many-points'],
    [1, 0, 'too-many-points'],
  ])('that moved %i points, with a limit of %i: %s', (pointsDelta, points, code) => {
    const effects = { ...planned, pointsDelta };

    const verdict = judgeReplay({ ...replay, effects }, effects, { ...limits, points });

    expect(verdict?.code ?? null).toBe(code);
  });
});
