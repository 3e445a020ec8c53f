import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { ignoreRowErrors } from './ignore-row-errors.ts';

describe('ignore-row-errors', () => {
  const body = { selection: { query: { code: 'TYPE-003' }, expected: 2 }, reason: 'test rows' };

  it('closes what is selected as ignored and writes it down', async () => {
    const hub = aHub(2);

    const result = await ignoreRowErrors(asked(aPerson('support'), { body }), hub);

    expect(result).toEqual({ ok: true, value: { changed: 2, decision: 'dec_01' } });
    expect(hub.decided).toEqual([[body.selection, 'ignore', 'dec_01', null]]);
    expect(hub.written).toMatchObject([
      { action: 'row-errors.ignored', detail: { changed: 2, reason: 'test rows' } },
    ]);
  });

  it('refuses more than one call may change, and changes nothing', async () => {
    const hub = aHub(50_001);
    const many = { ...body, selection: { query: {} } };

    const result = await ignoreRowErrors(asked(aPerson('support'), { body: many }), hub);

    expect(result).toEqual({
      ok: false,
      failure: { code: 'selection-too-large', found: 50_001 },
    });
    expect(hub.decided).toEqual([]);
  });
});

function aHub(selected: number) {
  const decided: unknown[] = [];
  const written: unknown[] = [];
  const rowErrors = {
    selected: async () => selected,
    decide: async (...call: unknown[]) => {
      decided.push(call);
      return selected;
    },
  };
  const audit = { append: async (event: unknown) => void written.push(event) };
  return {
    decided,
    written,
    clock: { now: () => new Date('2026-11-03T06:00:00.000Z') },
    newId: () => 'dec_01',
    database: {
      transaction: <T>(work: (tx: never) => Promise<T>) => work({ rowErrors, audit } as never),
    },
  };
}
