import { describe, expect, it } from 'vitest';
import { StageClock } from './stage-clock.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const newClock = () => new StageClock({ now: () => now });

describe('the clock of the stages', () => {
  it('adds up what interleaves and hands each share over once', () => {
    const clock = newClock();
    clock.start('decode', 'map');
    clock.add('decode', 1.6);
    clock.add('map', 2);
    clock.add('decode', 1.6);
    expect(clock.take()).toEqual([
      { name: 'decode', state: 'running', startedAt: now, busyMs: 3 },
      { name: 'map', state: 'running', startedAt: now, busyMs: 2 },
    ]);
    expect(clock.take()).toEqual([]);
  });

  it('never sets a finished stage going again', () => {
    const clock = newClock();
    clock.start('post');
    clock.end('done', 'post');
    clock.take();
    clock.add('post', 5);
    expect(clock.take()).toEqual([{ name: 'post', state: 'done', busyMs: 5 }]);
  });

  it('times work that fails nothing', async () => {
    const clock = newClock();
    expect(clock.time('map', () => 1)).toBe(1);
    expect(await clock.timeAsync('map', () => Promise.resolve(2))).toBe(2);
    expect(clock.take()).toMatchObject([{ name: 'map', state: 'running' }]);
  });
});
