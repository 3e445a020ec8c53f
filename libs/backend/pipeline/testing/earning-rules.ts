import { ruleSetSchemaUrl, type RuleSetDocument } from '@waybill/rules';

/** One point per whole unit of money; returns take back what their purchase earned; more than 5,000 points are a mistake, more than 10,000 a refusal. */
export const earningRules: RuleSetDocument = {
  $schema: ruleSetSchemaUrl,
  name: 'earning',
  pointsMax: 5000,
  inputs: [
    { name: 'occurredOn', type: 'date' },
    { name: 'amount', type: 'decimal', scale: 4 },
    { name: 'kind', type: 'text', optional: true },
  ],
  rules: [
    { id: 'return', when: 'coalesce(kind, "") == "RETURN"', then: [{ do: 'reverse' }] },
    { id: 'limit', when: 'amount > 10000', then: [{ do: 'reject', message: 'Checked by hand.' }] },
    { id: 'base', when: 'amount >= 0', then: [{ do: 'accrue', points: 'floor(amount)' }] },
  ],
};
