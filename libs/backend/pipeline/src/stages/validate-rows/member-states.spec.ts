import { describe, expect, it } from 'vitest';
import { MemberStates } from './member-states.ts';

describe('the states a run remembers', () => {
  it('are asked for once, unknown members every time', async () => {
    const { states, asked } = remembering(100, ['a', 'b']);
    expect([...(await states.of(new Set(['a', 'x'])))]).toEqual([['a', 'active']]);
    expect([...(await states.of(new Set(['a', 'b', 'x'])))]).toEqual([
      ['a', 'active'],
      ['b', 'active'],
    ]);
    expect(asked).toEqual([
      ['a', 'x'],
      ['b', 'x'],
    ]);
  });

  it('include members the run created itself', async () => {
    const { states, asked } = remembering(100, []);
    states.created(['n']);
    expect([...(await states.of(new Set(['n'])))]).toEqual([['n', 'active']]);
    expect(asked).toEqual([]);
  });

  it('are forgotten rather than pile up', async () => {
    const { states, asked } = remembering(4, []);
    states.created(['a', 'b', 'c', 'd', 'e']);
    await states.of(new Set(['a', 'e']));
    expect(asked).toEqual([['a']]);
  });

  it('cost the same with many members as with few', () => {
    const { states } = remembering(50_000, []);
    const started = performance.now();
    states.created(Array.from({ length: 400_000 }, (_, n) => `M${String(n)}`));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

function remembering(most: number, known: readonly string[]) {
  const asked: string[][] = [];
  const members = {
    states: (_partnerNo: number, memberNos: readonly string[]) => {
      asked.push([...memberNos]);
      const found = memberNos.filter((memberNo) => known.includes(memberNo));
      return Promise.resolve(new Map(found.map((memberNo) => [memberNo, 'active' as const])));
    },
  };
  return { states: new MemberStates(members, 1, most), asked };
}
