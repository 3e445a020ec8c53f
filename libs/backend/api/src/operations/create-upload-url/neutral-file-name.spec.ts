import { describe, expect, it } from 'vitest';
import { neutralFileName } from './neutral-file-name.ts';

const cases: [string, string][] = [
  ['purchases-2026-11-03.csv', 'purchases-2026-11-03.csv'],
  ['Käufe März (1).csv', 'Käufe März _1_.csv'],
  ['顧客.csv', '顧客.csv'],
  ['../../x', 'x'],
  ['..\\..\\x.csv', 'x.csv'],
  ['C:\\Users\\me\\a.csv', 'a.csv'],
  ['/etc/passwd', 'passwd'],
  ['.htaccess', 'htaccess'],
  ['..', 'file'],
  ['a/', 'file'],
  ['CON', 'file-CON'],
  ['con.csv', 'file-con.csv'],
  ['LPT1.txt', 'file-LPT1.txt'],
  ['console.csv', 'console.csv'],
  ['a\r\nSet-Cookie: x.csv', 'a__Set-Cookie_ x.csv'],
  ['a\u0000.csv', 'a_.csv'],
  ['a\u202Efdp.csv', 'a_fdp.csv'],
  ['"quoted".csv', '_quoted_.csv'],
  ['name. ', 'name'],
  ['?*<>|', '_____'],
];

describe('a neutral file name', () => {
  it.each(cases)('of %j is %j', (given, expected) => {
    expect(neutralFileName(given)).toBe(expected);
  });

  it.each(['x'.repeat(300) + '.csv', 'é'.repeat(300) + '.csv', '🙂'.repeat(100) + '.csv'])(
    'is cut to 200 bytes and keeps its ending (%#)',
    (given) => {
      const name = neutralFileName(given);

      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(name.endsWith('.csv')).toBe(true);
      expect(name.isWellFormed()).toBe(true);
    },
  );
});
