import { aRunPart } from '@waybill/contracts/testing';
import { segmentsOf } from './part-segments.ts';

const part = (no: number, change: Parameters<typeof aRunPart>[0] = {}) =>
  aRunPart({ part: no, fromByte: no * 10, toByte: no * 10 + 10, ...change });

describe('the bar of parts', () => {
  it('has a segment for each, as wide as it is large', () => {
    const parts = [part(1), part(2, { toByte: 50, state: 'running' })];

    expect(segmentsOf(parts)).toEqual([
      { key: 1, state: 'done', weight: 10 },
      { key: 2, state: 'running', weight: 30 },
    ]);
  });

  it('ends with what goes over the whole file, no wider than another', () => {
    const rest = part(0, { fromByte: 0, toByte: 1_000_000, state: 'waiting' });

    expect(segmentsOf([part(1), part(2), rest]).at(-1)).toEqual({
      key: 0,
      state: 'waiting',
      weight: 10,
    });
  });

  it('joins neighbours when there are very many, and hides none that broke off', () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      part(at + 1, at === 4711 ? { state: 'broken-off' } : {}),
    );

    const segments = segmentsOf(many);

    expect(segments.length).toBeLessThanOrEqual(120);
    expect(segments.filter(({ state }) => state === 'broken-off')).toHaveLength(1);
    expect(segments.reduce((sum, { weight }) => sum + weight, 0)).toBe(50_000);
  });

  it('is empty without parts', () => {
    expect(segmentsOf([])).toEqual([]);
  });
});
