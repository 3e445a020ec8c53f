import { describe, expect, it } from 'vitest';
import { describeError, jsonLog } from './log.ts';

describe('the log', () => {
  it('V31 stays one line of JSON whatever is in it', () => {
    const written: string[] = [];
    const clock = { now: () => new Date('2026-11-03T06:00:00.000Z') };
    const log = jsonLog(clock, { write: (text) => written.push(text) });

    log.write({ level: 'info', message: 'a\r\nb\u001b[31m', code: 'X' });

    expect(written).toHaveLength(1);
    expect(written[0]?.trimEnd()).not.toMatch(/[\r\n\u001b]/);
    expect(JSON.parse(written[0] ?? '')).toEqual({
      at: '2026-11-03T06:00:00.000Z',
      level: 'info',
      message: 'a\r\nb\u001b[31m',
      code: 'X',
    });
  });

  it('tells an error with its causes', () => {
    const cause = Object.assign(new Error('lost'), { code: 'ECONNRESET' });

    expect(describeError(new TypeError('query failed', { cause }))).toMatchObject({
      name: 'TypeError',
      message: 'query failed',
      stack: expect.stringContaining('log.spec.ts'),
      cause: { name: 'Error', message: 'lost', code: 'ECONNRESET' },
    });
    expect(describeError('text')).toEqual({ name: 'string', message: 'text' });
  });
});
