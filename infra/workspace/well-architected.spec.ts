import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = new URL('../../docs/guide/run-it/well-architected.md', import.meta.url);
const text = readFileSync(page, 'utf8');

/** Lines of the tables, without their heads. */
const items = text
  .split('\n')
  .filter((line) => /^\| (?!Asked|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, asked = '', how = '', shown = '']) => ({ asked, how, shown }));

describe('the checklist of AWS’s framework', () => {
  it('32 has all six pillars, with something in each', () => {
    const pillars = text.split(/^## /m).slice(1, 7);

    expect(pillars.map((pillar) => pillar.split('\n')[0])).toEqual([
      'Operational excellence',
      'Security',
      'Reliability',
      'Performance efficiency',
      'Cost optimization',
      'Sustainability',
    ]);
    expect(pillars.filter((pillar) => !pillar.includes('?'))).toEqual([]);
  });

  it.each(items)('32 answers "$asked" with what is there', ({ how, shown }) => {
    const links = [...shown.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);

    expect(how).not.toBe('');
    expect(links).not.toEqual([]);
    expect(links.filter((link) => !existsSync(new URL(link, page)))).toEqual([]);
  });
});
