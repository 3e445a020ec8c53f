import { aChangeRequest, aRuleSet } from '@waybill/contracts/testing';
import { nextStep } from './next-step.ts';

const draft = {
  basedOn: 1,
  updatedAt: '2026-11-02T08:00:00.000Z',
  updatedBy: 'person:author',
  frozenAs: null,
};

describe('what is to be done next with rules', () => {
  it.each([
    ['nothing while there is no draft', aRuleSet(), [], undefined],
    ['a backtest of a draft', aRuleSet({ draft }), [], 'Backtest the draft'],
    ['a request', aRuleSet({ draft: { ...draft, frozenAs: 2 } }), [], 'Request promotion'],
    ['nothing once it is active', aRuleSet({ draft: { ...draft, frozenAs: 1 } }), [], undefined],
    ['an answer to a request', aRuleSet({ draft }), [aChangeRequest()], 'Go to the request'],
  ])('is %s', (_what, rules, pending, action) => {
    expect(nextStep(rules, pending)?.action).toBe(action);
  });
});
