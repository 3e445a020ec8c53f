import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const schema = z.object({
  URL: z.url(),
  COUNT: z.coerce.number().int().default(2),
  KEY: z.string().min(16),
});

describe('settings', () => {
  it('are read from what is there; what is empty is absent', () => {
    const env = { URL: 'http://a', COUNT: '', KEY: 'k'.repeat(16), PATH: '/bin' };

    expect(readConfig(schema, env)).toEqual({ URL: 'http://a', COUNT: 2, KEY: 'k'.repeat(16) });
  });

  it('that are missing or wrong are all named, and none of their values', () => {
    const env = { URL: 'secret-host', COUNT: 'secret-count' };

    expect(() => readConfig(schema, env)).toThrow(/URL: .*COUNT: .*KEY: /);
    expect(() => readConfig(schema, env)).not.toThrow(/secret/);
  });
});
