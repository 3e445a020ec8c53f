import type { FeedConfig } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '@waybill/contracts';
import { feedIdOf, recogniseFile } from './recognise-file.ts';

describe('a file name pattern', () => {
  const cases: [string, string, boolean][] = [
    ['purchases.csv', '*', true],
    ['', '*', true],
    ['PURCHASES-2026.CSV', 'purchases-*.csv', true],
    ['purchases-.csv', 'purchases-*.csv', true],
    ['purchases.csv', 'purchases-*.csv', false],
    ['a.csv.zip', '*.csv', false],
    ['abcabd', '*abd', true],
    ['aXbXc', 'a*b*c', true],
    ['aXbXd', 'a*b*c', false],
    ['file.csv', 'file?csv', false],
    ['a(b)+.csv', 'a(b)+.csv', true],
  ];
  it.each(cases)('%j against %j: %j', (name, pattern, fits) => {
    expect(matchesPattern(name, pattern)).toBe(fits);
  });

  it('takes no time on a pattern made to backtrack', () => {
    const started = performance.now();
    expect(matchesPattern('a'.repeat(1000), `${'*a'.repeat(90)}*b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('recognising a file', () => {
  it('takes partner and feed from the folders, whatever is below them', () => {
    expect(feedIdOf(['acme', 'purchases'])).toBe('acme.purchases');
    expect(feedIdOf(['acme', 'purchases', '2026'])).toBe('acme.purchases');
    expect(feedIdOf(['acme'])).toBeNull();
    expect(feedIdOf([])).toBeNull();
  });

  const cases: [string, FeedConfig | null, string][] = [
    ['p-1.csv', feed({}), 'assigned'],
    ['p-1.csv', feed({ partnerState: 'testing' }), 'assigned'],
    ['p-1.csv', null, 'FEED_UNKNOWN'],
    ['other.csv', feed({}), 'FEED_UNKNOWN'],
    ['p-1.csv', feed({ state: 'paused' }), 'FEED_NOT_OPEN'],
    ['p-1.csv', feed({ partnerState: 'suspended' }), 'FEED_NOT_OPEN'],
  ];
  it.each(cases)('%s of %o: %s', (name, config, outcome) => {
    const recognised = recogniseFile(['acme', 'purchases'], name, config);
    expect(recognised.kind === 'assigned' ? 'assigned' : recognised.problem.name).toBe(outcome);
  });
});

function feed(change: Partial<FeedConfig>): FeedConfig {
  return {
    feedNo: 1,
    partnerNo: 1,
    id: 'acme.purchases',
    partner: 'acme',
    code: 'purchases',
    partnerState: 'live',
    state: 'active',
    filePattern: 'p-*.csv',
    unknownMembers: 'create',
    expectation: null,
    bundle: {} as FeedConfig['bundle'],
    ...change,
  };
}
