import type { RuleSet } from '@waybill/contracts';
import { defineList, partnerFilter } from '@waybill/portal-core/list';

export const ruleList = defineList({
  name: 'rule-sets',
  nouns: ['rule set', 'rule sets'],
  path: '/bff/api/rule-sets',
  id: (rules: RuleSet) => rules.id,
  filters: { partner: partnerFilter() },
  sorts: { id: 'By feed' },
  columns: [
    { id: 'feed', label: 'Rules of', width: 14, text: (rules) => rules.id },
    {
      id: 'partner',
      label: 'Partner',
      width: 10,
      card: 'labelled',
      filter: { name: 'partner', value: (rules) => rules.partner },
    },
    {
      id: 'dev',
      label: 'Dev',
      width: 11,
      card: 'labelled',
      text: (rules) => rules.latest.ruleVersion,
    },
    {
      id: 'test',
      label: 'Test',
      width: 10,
      card: 'labelled',
      text: (rules) => rules.trial?.ruleVersion ?? 'none',
    },
    {
      id: 'prod',
      label: 'Prod',
      width: 11,
      card: 'labelled',
      text: (rules) => rules.active.ruleVersion,
    },
    { id: 'draft', label: 'Draft', width: 14, card: 'labelled' },
  ],
});
