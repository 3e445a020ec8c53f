import type { SavedView } from '@waybill/contracts';
import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { getSavedView } from './get-saved-view.ts';

describe('get-saved-view', () => {
  it('asks as who reads it, by issuer and subject', async () => {
    const readers: object[] = [];
    const savedViews = {
      find: async (_id: string, reader: object) => {
        readers.push(reader);
        return null;
      },
    };

    const result = await getSavedView(asked(aPerson('viewer'), { params: { viewId: 'view_1' } }), {
      savedViews,
    });

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'view_1' } });
    const { issuer, subject } = aPerson('viewer');
    expect(readers).toEqual([{ issuer, subject }]);
  });

  it('shows the view', async () => {
    const view = { id: 'view_1', name: 'Mine' } as SavedView;

    const result = await getSavedView(asked(aPerson('viewer'), { params: { viewId: 'view_1' } }), {
      savedViews: { find: async () => view },
    });

    expect(result).toEqual({ ok: true, value: view });
  });
});
