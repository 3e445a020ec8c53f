import { describe, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { placeOf, rowId } from './row-ids.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 3) + ms);

describe('new ids', () => {
  test('sort by the time they were made', () => {
    const ids = [0, 1, 1_000, 86_400_000, 1e12].map((ms) =>
      newId('run', { now: at(ms), random: Math.random }),
    );
    expect(ids.toSorted()).toEqual(ids);
  });

  test('are repeatable from the same time and the same random numbers', () => {
    const id = newId('run', { now: at(0), random: () => 0.5 });
    expect(id).toBe(newId('run', { now: at(0), random: () => 0.5 }));
    expect(id).toMatch(/^run_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  test('of one millisecond differ', () => {
    const ids = Array.from({ length: 10_000 }, () =>
      newId('x', { now: at(0), random: Math.random }),
    );
    expect(new Set(ids).size).toBe(10_000);
  });
});

describe('ids of places in a run', () => {
  test.each([
    { runNo: 1, rowNo: 1, part: 0 },
    { runNo: 4_294_967_295, rowNo: 4_294_967_295, part: 255 },
    { runNo: 77, rowNo: 100_000_000, part: 1 },
  ])('lead back to run $runNo, row $rowNo, part $part', (place) => {
    const id = rowId('ent', place);
    expect(placeOf('ent', id)).toEqual(place);
    expect(id).toMatch(/^ent_[0-9a-hjkmnp-tv-z]{16}$/);
  });

  test('are all different', () => {
    const ids = new Set<string>();
    for (let runNo = 1; runNo <= 20; runNo += 1) {
      for (let rowNo = 1; rowNo <= 200; rowNo += 1) {
        ids
          .add(rowId('ent', { runNo, rowNo, part: 0 }))
          .add(rowId('ent', { runNo, rowNo, part: 1 }));
      }
    }
    expect(ids.size).toBe(8_000);
  });

  test('of another kind are not taken', () => {
    const id = rowId('ent', { runNo: 1, rowNo: 1, part: 0 });
    expect(placeOf('err', id.replace('ent', 'err'))).toBeNull();
  });

  test.each([
    '',
    'ent_',
    'ent_0',
    'ent_uuuuuuuuuuuuuuuu',
    `ent_${'0'.repeat(17)}`,
    'run_0000000000000000',
  ])('do not come from %j', (id) => {
    expect(placeOf('ent', id)).toBeNull();
  });

  test('are refused when a character was changed, in most cases', () => {
    const id = rowId('ent', { runNo: 5, rowNo: 17, part: 1 });
    const edits = [...'0123456789abcdef'].map(
      (digit) => `${id.slice(0, 10)}${digit}${id.slice(11)}`,
    );
    const taken = edits.filter((edit) => edit !== id && placeOf('ent', edit) !== null);
    expect(taken.length).toBeLessThanOrEqual(1);
  });
});
