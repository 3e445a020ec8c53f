import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Deed } from './deeds.ts';
import { incidents } from './incidents.ts';
import { partnerPlans } from './partners/index.ts';
import { writeStory } from './write-story.ts';

const day = '2026-11-28';
const story = writeStory(new Date(`${day}T06:00:00Z`));
const deeds = story.flatMap((chapter) => chapter.deeds);
const files = deeds.filter((deed) => deed.kind === 'send-file');

describe('the story', () => {
  it('is the same, byte for byte, at any hour of a day', () => {
    const later = writeStory(new Date(`${day}T23:59:59Z`)).flatMap((chapter) => chapter.deeds);

    expect(digestOf(later)).toBe(digestOf(deeds));
  });

  it('is another one on the next day', () => {
    const next = writeStory(new Date('2026-11-29T06:00:00Z')).flatMap((chapter) => chapter.deeds);

    expect(next.map(({ at }) => at)).not.toEqual(deeds.map(({ at }) => at));
  });

  it('has ninety days, told in the order of time', () => {
    const times = deeds.map(({ at }) => at.getTime());

    expect(story).toHaveLength(90);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(deeds.at(-1)?.at.toISOString().slice(0, 10)).toBe(day);
  });

  it('has about a hundred thousand rows of thirteen partners', () => {
    const rows = files.reduce((sum, file) => sum + linesOf(file.bytes()), 0);

    expect(partnerPlans).toHaveLength(13);
    expect(rows).toBeGreaterThan(95_000);
    expect(rows).toBeLessThan(125_000);
  });

  it('sends no file twice under one key', () => {
    expect(new Set(files.map(({ key }) => key)).size).toBe(files.length);
  });

  it('knows nobody who could be real', () => {
    const addresses = files
      .filter(({ key }) => /roster|belegschaft/.test(key))
      .flatMap(
        (file) =>
          file
            .bytes()
            .toString('latin1')
            .match(/[\w.]+@[\w.]+/g) ?? [],
      );

    expect(addresses.length).toBeGreaterThan(1000);
    expect(addresses.filter((address) => !/\.(example|exam?p?l?)$/.test(address))).toEqual([]);
  });
});

describe('an incident', () => {
  it.each(incidents)('$id happens to a feed of the story', ({ partner, feed, days }) => {
    const plan = partnerPlans.find((each) => each.partner.id === partner);

    expect(plan?.feeds.map(({ code }) => `${partner}.${code}`)).toContain(feed);
    expect(days.from).toBeGreaterThanOrEqual(days.to);
  });
});

function digestOf(all: readonly Deed[]): string {
  const hash = createHash('sha256');
  for (const deed of all) {
    hash.update(`${deed.kind} ${deed.at.toISOString()}`);
    if (deed.kind === 'send-file') hash.update(deed.key).update(deed.bytes());
  }
  return hash.digest('hex');
}

function linesOf(bytes: Buffer): number {
  return bytes.toString('latin1').split('\n').length - 1;
}
