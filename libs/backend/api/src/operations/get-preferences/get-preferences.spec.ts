import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { getPreferences } from './get-preferences.ts';

describe('get-preferences', () => {
  it('is the usual for who has changed nothing', async () => {
    expect(await found(null)).toEqual({
      theme: 'system',
      zone: 'mine',
      density: 'comfortable',
      pageSize: 100,
      keys: true,
      toursSeen: [],
      defaultViews: {},
    });
  });

  it('fills in what is newer than what was kept, and leaves out what is no more', async () => {
    expect(await found({ theme: 'dark', bygone: 1 })).toMatchObject({ theme: 'dark', keys: true });
    expect(await found({ theme: 'dark', bygone: 1 })).not.toHaveProperty('bygone');
  });
});

async function found(kept: object | null) {
  const result = await getPreferences(asked(aPerson('viewer')), {
    preferences: { find: async () => kept },
  });
  return result.ok ? result.value : null;
}
