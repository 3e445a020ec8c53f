import { aFeed } from '@waybill/contracts/testing';
import { compileRuleSet, parseRuleSet, runTests } from '@waybill/rules';
import { slotsOf } from '@waybill/tabular';
import { ruleTemplates } from './rule-templates.ts';

const slots = slotsOf(aFeed().bundle.format);

describe.each(ruleTemplates.map((template) => [template.name, template] as const))(
  'the template “%s”',
  (_name, template) => {
    const document = template.write(slots, '2026-11-29');

    it('is a rule set that fits the feed, without a finding', () => {
      expect(parseRuleSet(JSON.stringify(document))).toEqual({ ok: true, document });
      expect(compileRuleSet(document, slots)).toMatchObject({ ok: true, warnings: [] });
    });

    it('has tests that pass and reach every clause', () => {
      const { results, coverage } = runTests(document, slots);

      expect(results.filter(({ passed }) => !passed)).toEqual([]);
      expect(coverage.covered).toBe(coverage.total);
    });
  },
);
