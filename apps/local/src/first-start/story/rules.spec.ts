import { feedFormat } from '@waybill/contracts';
import { parseRuleSet, runTests } from '@waybill/rules';
import { slotsOf } from '@waybill/tabular';
import type { FeedFormat } from '@waybill/tabular';
import { describe, expect, it } from 'vitest';
import { partnerPlans } from './partners/index.ts';
import { pipeworksRules } from './partners/pipeworks.ts';
import { newFeedOf } from './plan.ts';

const feeds = partnerPlans.flatMap(({ partner, feeds }) =>
  feeds.map((feed) => ({ id: `${partner.id}.${feed.code}`, ...newFeedOf(feed) })),
);
const judged = [
  ...feeds.filter(({ rules }) => rules !== null),
  ...feeds
    .filter(({ id }) => id === 'pipeworks.till')
    .map((feed) => ({ ...feed, id: `${feed.id}, doubled`, rules: pipeworksRules(2) })),
];

describe('the rules of', () => {
  it.each(judged)('$id are reached by tests to the last row, and pass', ({ format, rules }) => {
    const parsed = parseRuleSet(rules);
    if (!parsed.ok) throw new Error('they cannot be read');

    const run = runTests(parsed.document, slotsOf(feedFormat.parse(format) as FeedFormat));

    expect(run.results.map(({ mismatch }) => mismatch).filter((each) => each !== null)).toEqual([]);
    expect(run.coverage.covered).toBe(run.coverage.total);
    expect(run.passed).toBeGreaterThan(0);
  });
});
