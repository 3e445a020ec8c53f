import { describe, expect, it } from 'vitest';
import { unzip } from './testing/unzip.ts';
import { zip } from './zip.ts';

const text = (content: string) => Buffer.from(content);
const entries = [
  { name: 'index.mjs', content: text('export const handler = () => 1;\n'.repeat(400)) },
  { name: 'a/empty.txt', content: text('') },
];

describe('an archive', () => {
  it('holds what was put in', () => {
    expect(unzip(zip(entries))).toEqual(
      new Map(entries.map(({ name, content }) => [name, content.toString()])),
    );
  });

  it('is the same at another time and in another order', async () => {
    const once = zip(entries);
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(zip(entries.toReversed()).equals(once)).toBe(true);
  });

  it('is another one for another content, name or number of entries', () => {
    const others = [
      [{ name: 'index.mjs', content: text('x') }, ...entries.slice(1)],
      [{ ...entries[0], name: 'index.js' } as (typeof entries)[number], ...entries.slice(1)],
      entries.slice(1),
    ].map(zip);

    expect(others.filter((other) => other.equals(zip(entries)))).toEqual([]);
  });

  it('has no name twice', () => {
    expect(() => zip([...entries, ...entries])).toThrow('is there twice');
  });
});
