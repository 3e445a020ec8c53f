import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { listSavedViews } from './list-saved-views.ts';

describe('list-saved-views', () => {
  it('asks for the views of the list as who reads them', async () => {
    const calls: unknown[] = [];
    const savedViews = {
      list: async (...call: unknown[]) => {
        calls.push(call);
        return [];
      },
    };

    const query = { list: 'runs' };
    const result = await listSavedViews(asked(aPerson('qa'), { query }), { savedViews });

    expect(result).toEqual({ ok: true, value: { items: [] } });
    const { issuer, subject } = aPerson('qa');
    expect(calls).toEqual([['runs', { issuer, subject }]]);
  });
});
